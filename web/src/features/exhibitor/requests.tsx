import type { ExhibitorRequest, RoomSums } from '../../gen/protocol';
import { named } from '../../i18n';
import { exhibitorWords } from '../../i18n/exhibitor';
import { setupWords } from '../../i18n/setup';
import { call } from '../../state/client';
import { Action } from '../../ui/action';

interface Props {
	readonly fair: number;
	readonly requests: readonly ExhibitorRequest[];
	readonly rooms: readonly RoomSums[];
}

/** Employers who ask to take part: one press each. */
export function Requests({ fair, requests, rooms }: Props) {
	const t = exhibitorWords.value.requests;
	const { names } = setupWords.value.about;
	if (requests.length === 0) return null;
	return (
		<section class="card stack" data-testid="requests" data-count={requests.length}>
			<h2>{t.title(requests.length)}</h2>
			<ul class="exhibitors">
				{requests.map(({ id, employer, city, room, contact, email, tagline, locale }) => {
					const at = rooms.find(one => one.id === room);
					return (
						<li key={id} class="exhibitor" data-testid="request">
							<div>
								<strong>{employer}</strong>
								<p class="meta">{[city, at && named(at)].filter(Boolean).join(' · ')}</p>
							</div>
							<div>
								{tagline && <p>{tagline}</p>}
								<p class="meta">
									{[contact, email, locale !== 'nl' && names[locale]].filter(Boolean).join(' · ')}
								</p>
							</div>
							<div class="actions">
								<Action
									look="main"
									label={`${t.approve}: ${employer}`}
									run={() => call('exhibitor.approve', { fair, request: id })}
									testId="approve"
								>
									{t.approve}
								</Action>
								<Action
									label={`${t.refuse}: ${employer}`}
									run={() => call('exhibitor.refuse', { fair, request: id })}
									testId="refuse"
								>
									{t.refuse}
								</Action>
							</div>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

/** Where employers ask, for who hands it out. */
export function AskHere({ fair }: { readonly fair: number }) {
	const path = `/in/meedoen/${fair}`;
	return (
		<p class="meta exhibitor-link">
			{exhibitorWords.value.requests.link}{' '}
			<a href={path} data-testid="ask-link">
				{location.origin}
				{path}
			</a>
		</p>
	);
}
