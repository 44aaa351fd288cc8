import { meetWords } from '../../../i18n/meet';
import { myFair } from '../../../state/me';
import { isMineReady } from '../../../state/topics';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { useMyFairState } from '../../fair/my_fair';
import { DeviceOffer } from '../device/offer';
import { activeEntries } from './entry';
import { EntryTicket } from './entry_ticket';
import { lostEntries } from './lost';
import { QuietBooths } from './quiet';
import { Standing } from './ticket';

/** All my numbers, and what became of those that went wrong. */
export function Lines() {
	const t = meetWords.value.line;
	const active = activeEntries.value;
	const fair = myFair.value;
	const state = useMyFairState();
	return (
		<Page title={t.title} testId="lines">
			{isMineReady.value && active.length === 0 && (
				<Empty icon="ticket">
					<p>{state === 'planned' ? t.fairPlanned : state === 'closed' ? t.fairOver : t.none}</p>
					<p>
						<a href="/">{t.toFair}</a>
					</p>
				</Empty>
			)}
			<ul class="tickets">
				{active.map(entry => (
					<li key={entry.id}>
						<EntryTicket entry={entry} />
					</li>
				))}
			</ul>
			<DeviceOffer />
			{fair && state === 'open' && <QuietBooths fair={fair} />}
			{lostEntries.value.map(entry => (
				<article key={entry.id} class="card">
					<h2 class="ticket-booth">
						<a href={`/stand/${entry.booth}`}>{entry.booth_name}</a>
					</h2>
					<Standing entry={entry} place={undefined} />
				</article>
			))}
		</Page>
	);
}
