import { path } from '../../../app/router';
import type { Entry } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { Icon } from '../../../ui/icon';
import { activeEntries, type MyPlace, myTurn, talkPath, usePlaces } from './entry';
import { nearest } from './nearest';
import { meanwhile, Standing, Ticket } from './ticket';

/** The nearest turn, at the foot of every screen; the other numbers are told of. */
export function Dock() {
	const t = meetWords.value.line;
	const entries = activeEntries.value;
	const turn = myTurn.value;
	const places = usePlaces(entries);
	const first = nearest(entries.map((entry, i) => ({ entry, place: places[i] })));
	const isCallHere = turn !== undefined && path.value === `/gesprek/${turn.id}`;
	const isHere = isCallHere || path.value === '/rijen';
	if (!first || isHere) return null;
	return (
		<aside class="dock" aria-label={t.number}>
			<DockedTicket key={first.entry.id} {...first} others={entries.length - 1} />
		</aside>
	);
}

interface DockedProps {
	readonly entry: Entry;
	readonly place: MyPlace | undefined;
	readonly others: number;
}

function DockedTicket({ entry, place, others }: DockedProps) {
	const t = meetWords.value.line;
	const talk = talkPath.value;
	const note = others > 0 ? t.more(others) : meanwhile(entry, place);
	return (
		<Ticket
			number={entry.number}
			isDocked
			state={entry.state}
			testId="dock-ticket"
			stub={
				note && (
					<p class="dock-note">
						<Icon name="bell-ring" />
						{note}
					</p>
				)
			}
		>
			<div class="dock-row">
				<div>
					<Standing entry={entry} place={place} />
					<p>{entry.booth_name}</p>
				</div>
				<a class="button" data-look="ticket" href={talk ?? '/rijen'} data-testid="dock-view">
					{talk ? t.toCall : t.view}
				</a>
			</div>
		</Ticket>
	);
}
