import type { ConsoleLead } from '../../../gen/protocol';
import { boardWords } from '../../../i18n/board';
import { call as send } from '../../../state/client';
import { Action } from '../../../ui/action';

/** The employer's side of staying in touch: who shares, and what comes of it. */
export function ShareContact({ lead }: { readonly lead: ConsoleLead }) {
	const t = boardWords.value;
	const { is_shared_by_us: us, is_shared_by_them: them, email } = lead;
	if (lead.state === 'withdrawn') return null;
	const how = us && them ? 'both' : us ? 'us' : them ? 'them' : 'nobody';
	return (
		<section class="stack" data-testid="share" data-shared={how}>
			<h3>{t.contact}</h3>
			{email && (
				<p>
					<a href={`mailto:${email}`} data-testid="shared-email">
						{email}
					</a>
				</p>
			)}
			<p>{t.shared[how]}</p>
			<Action
				run={() => send('lead.share_contact', { lead: lead.id, is_shared: !us })}
				testId={us ? 'stop-sharing' : 'share-contact'}
			>
				{us ? t.stop : t.share}
			</Action>
		</section>
	);
}
