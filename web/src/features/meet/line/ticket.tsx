import type { ComponentChildren } from 'preact';
import type { Entry, Place } from '../../../gen/protocol';
import { dates, words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
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

/** The next, or soon: time to stay close (design §2). */
export function isNearPlace(place: Place | undefined): place is Place {
	return place !== undefined && place.place > 0 && place.place <= 3;
}

/** Is passed over by nobody: not away, and not kept for a talk elsewhere. */
export function isInLine({ state }: Entry, place: Place | undefined): boolean {
	return state === 'waiting' && !place?.is_held;
}

/** What to do until then; nothing for who is expected elsewhere, or had better go elsewhere. */
export function meanwhile(entry: Entry, place: Place | undefined): string | false {
	const t = meetWords.value.line;
	return (
		isInLine(entry, place) && !place?.is_late && (isNearPlace(place) ? t.stayClose : t.lookAround)
	);
}

interface StandingProps {
	readonly entry: Entry;
	readonly place: Place | undefined;
}

/** How a number stands, in a few words. */
export function Standing({ entry, place }: StandingProps) {
	const t = meetWords.value.line;
	return (
		<>
			<p class="ticket-standing" data-testid="standing" data-place={place?.place}>
				{standingText(entry, place)}
			</p>
			{isInLine(entry, place) && place && (
				<>
					{place.is_late ? (
						<p data-testid="late">{t.late}</p>
					) : (
						isNearPlace(place) && <p data-testid="almost">{t.almost}</p>
					)}
					<p data-testid="wait">{place.wait ? words.value.room.wait(place.wait) : t.unknownWait}</p>
				</>
			)}
		</>
	);
}

export function standingText(entry: Entry, place: Place | undefined): string {
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
