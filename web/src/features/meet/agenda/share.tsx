import type { Lead } from '../../../gen/protocol';
import { words } from '../../../i18n';
import { leadWords } from '../../../i18n/lead';
import { call } from '../../../state/client';
import { myCards } from '../../../state/topics';
import { Action } from '../../../ui/action';

/** Staying in touch, from the student's side: who shares, and what comes of it. */
export function ShareAddress({ lead }: { readonly lead: Lead }) {
	const t = leadWords.value;
	const { is_shared_by_me: mine, is_shared_by_them: theirs, contact, booth_name } = lead;
	if (lead.state === 'withdrawn') return null;
	const hasAddress = myCards.value.some(({ email }) => email !== undefined);
	const how = mine && theirs ? 'both' : mine ? 'mine' : theirs ? 'theirs' : 'nobody';
	return (
		<section
			class="stack"
			aria-label={`${t.contact}: ${booth_name}`}
			data-testid="share"
			data-shared={how}
		>
			<p>
				<strong>{t.contact}</strong>
			</p>
			{contact && (
				<p>
					{contact.name}:{' '}
					<a href={`mailto:${contact.email}`} data-testid="shared-email">
						{contact.email}
					</a>
				</p>
			)}
			<p>{t[how](booth_name)}</p>
			{mine && !hasAddress && (
				<p data-testid="no-address">
					{t.noAddress} <a href="/kaart">{words.value.shell.card}</a>
				</p>
			)}
			<Action
				run={() => call('lead.share_contact', { lead: lead.id, is_shared: !mine })}
				testId={mine ? 'stop-sharing' : 'share-contact'}
			>
				{mine ? t.stop : t.share}
			</Action>
		</section>
	);
}
