import type { ComponentChildren } from 'preact';
import type { Entry } from '../../../gen/protocol';
import { dates, words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import type { MyPlace } from './entry';
import './ticket.css';

interface TicketProps {
	readonly number: number | undefined;
	readonly label?: string;
	readonly isNew?: boolean;
	readonly isDocked?: boolean;
	readonly testId?: string;
	readonly state?: string | undefined;
	readonly children: ComponentChildren;
	readonly stub?: ComponentChildren;
}

/** The paper number of the bakery, the only yellow there is: one's own number, or who is next. */
export function Ticket(props: TicketProps) {
	const {
		number,
		label = meetWords.value.line.number,
		isNew,
		isDocked,
		testId,
		children,
		stub,
	} = props;
	return (
		<div
			class="ticket"
			data-new={isNew}
			data-docked={isDocked}
			data-state={props.state}
			data-testid={testId}
		>
			<div class="ticket-top">
				{number !== undefined && (
					<p class="ticket-number">
						<span class="visually-hidden">{label}: </span>
						<span data-testid="ticket-number">{number}</span>
					</p>
				)}
				<div class="ticket-text">{children}</div>
			</div>
			{stub && <div class="ticket-stub">{stub}</div>}
		</div>
	);
}

/** The next, or soon: time to stay close (design §2). Not where nobody is there to call. */
export function isNearPlace(place: MyPlace | undefined): place is MyPlace {
	return place !== undefined && !place.isUnstaffed && place.place > 0 && place.place <= 3;
}

/** Is passed over by nobody: not away, and not kept for a talk elsewhere. */
export function isInLine({ state }: Entry, place: MyPlace | undefined): boolean {
	return state === 'waiting' && !place?.is_held;
}

/** What to do until then; nothing for who is expected elsewhere, or had better go elsewhere. */
export function meanwhile(entry: Entry, place: MyPlace | undefined): string | false {
	const t = meetWords.value.line;
	if (!isInLine(entry, place) || place?.is_late || place?.isUnstaffed) return false;
	return isNearPlace(place) ? t.stayClose : t.lookAround;
}

interface StandingProps {
	readonly entry: Entry;
	readonly place: MyPlace | undefined;
}

/** How a number stands, in a few words. */
export function Standing({ entry, place }: StandingProps) {
	return (
		<>
			<p class="ticket-standing" data-testid="standing" data-place={place?.place}>
				{standingText(entry, place)}
			</p>
			{isInLine(entry, place) && place && <Prospect place={place} />}
		</>
	);
}

function Prospect({ place }: { readonly place: MyPlace }) {
	const t = meetWords.value.line;
	if (place.isUnstaffed) return <p data-testid="unstaffed">{t.lookElsewhere}</p>;
	return (
		<>
			{place.is_late ? (
				<p data-testid="late">{t.late}</p>
			) : (
				isNearPlace(place) && <p data-testid="almost">{t.almost}</p>
			)}
			<p data-testid="wait">{place.wait ? words.value.room.wait(place.wait) : t.unknownWait}</p>
		</>
	);
}

export function standingText(entry: Entry, place: MyPlace | undefined): string {
	const t = meetWords.value.line;
	switch (entry.state) {
		case 'called':
			return t.called;
		case 'in_call':
			return t.inCall;
		case 'away':
			return t.away;
		case 'suspended':
			return t.suspended(dates.value.time(entry.until_ms ?? Date.now()));
		case 'waiting':
			if (place?.is_held) return t.held;
			if (place?.isUnstaffed) return t.nobodyHere;
			if (!place || place.place === 0) return t.numberIs(entry.number);
			return place.place === 1 ? t.next : t.before(place.place - 1);
		case 'missed':
			return t.missed;
		case 'removed':
			return t.removed;
		case 'closed':
			return t.lineClosed;
		case 'left':
			return t.lost;
		case 'done':
			return '';
	}
}
