import type { Fair } from '../../gen/protocol';
import { makingWords } from '../../i18n/making';
import { call } from '../../state/client';
import { Action } from '../../ui/action';

/** Whether strangers find a planned fair: only its organisers know when it may be seen. */
export function FrontPage({ fair: { id: fair, is_listed } }: { readonly fair: Fair }) {
	const t = makingWords.value.frontPage;
	return (
		<section class="card stack" data-testid="front-page" data-listed={is_listed}>
			<h2>{t.title}</h2>
			<p>{is_listed ? t.shown(location.host) : t.hidden(location.host)}</p>
			<div class="actions">
				<Action
					run={() => call('fair.publish', { fair, is_listed: !is_listed })}
					testId={is_listed ? 'unlist-fair' : 'list-fair'}
				>
					{is_listed ? t.hide : t.show}
				</Action>
			</div>
		</section>
	);
}
