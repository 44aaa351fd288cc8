import type { ConsoleEntry } from '../../../gen/protocol';
import { factsWords } from '../../../i18n/facts';
import { fitWords } from '../../../i18n/fit';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';
import { second } from '../../../state/time';
import { mySeats } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import { memo } from '../../../ui/memo';
import { Facts, moreFacts, Skills, studies } from '../card/student_card';
import { Ticket } from '../line/ticket';
import { Bookings } from './bookings';
import { type Desk, pick } from './desk';
import { whyNot } from './next_button';

/** The server lets only the first five be picked. */
const PICKABLE = 5;

/** Who waits: the next one as the yellow ticket with their card, the others behind. */
export function LineColumn({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const [next, ...others] = desk.line;
	return (
		<section class="desk-line stack" data-testid="desk-line">
			<div class="desk-line-head">
				<h2>{t.inLine(desk.line.length + desk.passedOver.length)}</h2>
				<LineDoor desk={desk} />
			</div>
			<Bookings desk={desk} />
			{!next && <p class="meta">{desk.passedOver.length > 0 ? t.noneToCall : t.emptyLine}</p>}
			{next && <NextTicket entry={next.entry} />}
			<ol class="stack">
				{others.map(({ entry, place }, i) => (
					<li key={entry.id} class="waiting">
						<WaitingCard entry={entry} />
						{place <= PICKABLE && <Pick desk={desk} entry={entry} isSecond={i === 0} />}
					</li>
				))}
				{desk.passedOver.map(({ entry, isHeld }) => (
					<li key={entry.id} class="waiting">
						<WaitingCard entry={entry} isHeld={isHeld} />
					</li>
				))}
			</ol>
		</section>
	);
}

/** Closing it serves who is in it: for the end of the evening, or a line that is long enough. */
function LineDoor({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const { booth, seat, lineState } = desk;
	if (!seat || lineState === undefined || lineState === 'fair_closed') return null;
	const isClosed = lineState === 'closed';
	return (
		<>
			<Action
				icon={isClosed ? 'door-open' : 'lock'}
				run={() => send(isClosed ? 'line.open' : 'line.close', { booth })}
				testId={isClosed ? 'open-line' : 'close-line'}
			>
				{isClosed ? t.openLine : t.closeLine}
			</Action>
			{isClosed && <p class="meta">{t.lineClosed}</p>}
		</>
	);
}

interface PickProps {
	readonly desk: Desk;
	readonly entry: ConsoleEntry;
	readonly isSecond: boolean;
}

/** One of the first may be called out of turn: somebody must leave, or fits just this recruiter. */
function Pick({ desk, entry, isSecond }: PickProps) {
	const t = staffWords.value.desk;
	const { seat } = desk;
	if (!seat || whyNot(desk) !== undefined) return null;
	return (
		<Action
			look="quiet"
			label={t.pickLabel(entry.card.name)}
			shortcut={isSecond ? keyed('S') : undefined}
			run={() => pick(seat, entry.id)}
			testId="pick"
		>
			{t.pick}
		</Action>
	);
}

function NextTicket({ entry }: { readonly entry: ConsoleEntry }) {
	const t = staffWords.value.desk;
	const facts = factsWords.value;
	const { card } = entry;
	return (
		<Ticket
			number={entry.number}
			label={t.next}
			testId="next-ticket"
			stub={
				<>
					<Facts
						look="ticket-facts"
						facts={[
							[facts.follows, studies(card)],
							[t.fits, entry.placement ?? ''],
							[t.asks, entry.question],
						]}
					/>
					{/* Folded, so that who waits behind is seen too; whoever opens it once has it open for all who come. */}
					<details data-testid="next-card">
						<summary>{t.wholeCard}</summary>
						<div class="stack">
							<Facts
								look="ticket-facts"
								facts={[
									[t.fitsWhy, fitWords.value.because(entry.reasons, entry.learn)],
									...moreFacts(card),
								]}
							/>
							<Skills title={facts.can} items={card.can} />
							<Skills title={facts.learn} items={card.learn} />
						</div>
					</details>
				</>
			}
		>
			<p>
				{t.next}, {waited(entry)}
			</p>
			<p class="ticket-standing">{card.name}</p>
			<EntryState entry={entry} />
		</Ticket>
	);
}

function waited({ joined_ms }: ConsoleEntry): string {
	const t = staffWords.value.desk;
	return t.waitsFor(second.value - joined_ms);
}

interface WaitingProps {
	readonly entry: ConsoleEntry;
	readonly isHeld?: boolean;
}

const WaitingCard = memo(function WaitingCard({ entry, isHeld = false }: WaitingProps) {
	const { card } = entry;
	return (
		<article class="waiting-card" data-testid="waiting" data-number={entry.number}>
			<p class="waiting-number">{entry.number}</p>
			<div>
				<p>
					<strong>{card.name}</strong> <span class="meta">{waited(entry)}</span>
				</p>
				<p class="meta">{studies(card)}</p>
				{entry.question && <p class="meta">“{entry.question}”</p>}
				<EntryState entry={entry} isHeld={isHeld} />
			</div>
		</article>
	);
});

function EntryState({ entry, isHeld }: WaitingProps) {
	const t = staffWords.value.desk;
	const isForOther =
		entry.wanted_seat !== undefined && !mySeats.value.some(({ id }) => id === entry.wanted_seat);
	const text = isHeld
		? t.held
		: entry.state === 'away'
			? t.away
			: entry.state === 'suspended'
				? t.suspended
				: isForOther
					? t.forColleague
					: entry.is_online
						? undefined
						: t.offline;
	return (
		<>
			{entry.precedence === 0 && <p class="meta">{t.goesFirst(entry.note)}</p>}
			{entry.precedence === 1 && <p class="meta">{t.booked}</p>}
			{text && <p class="meta">{text}</p>}
		</>
	);
}
