import type { Booking, BookingState, SlotView } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { isStudent } from '../../../state/me';
import { second } from '../../../state/time';
import { myBookings, type View } from '../../../state/topics';
import { Action } from '../../../ui/action';
import './agenda.css';

const live: ReadonlySet<BookingState> = new Set(['booked', 'checked_in', 'in_call']);

export function isLive({ state }: Booking): boolean {
	return live.has(state);
}

interface SlotsProps {
	readonly booth: number;
	readonly topic: View<'booth'>;
	readonly isFairOver: boolean;
}

/** A booth's times: one press books, the receipt is the booking itself. */
export function Slots({ booth, topic, isFairOver }: SlotsProps) {
	const t = meetWords.value.slots;
	const now = second.value;
	const mine = myBookings.value.find(one => one.booth === booth && isLive(one));
	const slots = [...topic.table('slot').value.values()]
		.filter(slot => slot.starts_ms > now)
		.sort((a, b) => a.starts_ms - b.starts_ms);
	if (!mine && (slots.length === 0 || isFairOver)) return null;
	return (
		<section class="card stack" data-testid="slots">
			<h2>{t.title}</h2>
			{mine ? (
				<BookingActions booking={mine} />
			) : (
				<>
					<p>{slots.some(slot => slot.is_free) ? t.text : t.none}</p>
					<ul class="slots">
						{slots.map(slot => (
							<li key={slot.id}>
								<Slot slot={slot} />
							</li>
						))}
					</ul>
				</>
			)}
		</section>
	);
}

function Slot({ slot }: { readonly slot: SlotView }) {
	const t = meetWords.value.slots;
	const time = dates.value.time(slot.starts_ms);
	if (!slot.is_free || !isStudent.value) {
		return (
			<p class="slot" data-free={slot.is_free} data-testid="slot" data-slot={slot.id}>
				{time} <span class="meta">{slot.is_free ? t.free : t.taken}</span>
			</p>
		);
	}
	return (
		<div data-testid="slot" data-free="true" data-slot={slot.id}>
			<Action
				run={() => call('slot.book', { slot: slot.id })}
				label={t.bookAt(dates.value.dayAndTime(slot.starts_ms))}
				testId="book"
			>
				{time}
			</Action>
		</div>
	);
}

const CHECK_IN_MS = 10 * 60_000;

export function BookingActions({ booking }: { readonly booking: Booking }) {
	const t = meetWords.value.slots;
	const { dayAndTime, time } = dates.value;
	const opens = booking.starts_ms - CHECK_IN_MS;
	const canCheckIn = booking.state === 'booked' && second.value >= opens;
	return (
		<div class="stack" data-testid="booking" data-state={booking.state}>
			<p>
				<strong>{t.yours(dayAndTime(booking.starts_ms))}</strong>
			</p>
			{booking.state !== 'booked' && <p>{t.states[booking.state]}</p>}
			{booking.state === 'booked' && !canCheckIn && (
				<p class="meta">{t.checkInFrom(time(opens))}</p>
			)}
			<div class="actions">
				{canCheckIn && (
					<Action
						look="main"
						icon="check"
						run={() => call('booking.check_in', { booking: booking.id })}
						testId="check-in"
					>
						{t.checkIn}
					</Action>
				)}
				{booking.state === 'booked' && (
					<Action
						run={() => call('booking.cancel', { booking: booking.id })}
						testId="cancel-booking"
					>
						{t.cancel}
					</Action>
				)}
			</div>
		</div>
	);
}
