import { useState } from 'preact/hooks';
import type { Booking, BookingState, SlotView } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call, serverNowMs } from '../../../state/client';
import { second } from '../../../state/time';
import { Action, Button } from '../../../ui/action';
import { Sure } from '../../../ui/sure';
import { CheckIn, canCheckIn, checkInFrom } from './check_in';
import './agenda.css';

const live: ReadonlySet<BookingState> = new Set(['offered', 'booked', 'checked_in', 'in_call']);

export function isLive({ state }: Booking): boolean {
	return live.has(state);
}

interface Props {
	readonly booking: Booking;
	/** Free times at the same booth, where they are known: it can be moved to one. */
	readonly others?: readonly SlotView[];
}

/** A time that is mine, and what I can do about it. */
export function BookingActions({ booking, others = [] }: Props) {
	const t = meetWords.value.slots;
	const { dayAndTime, time } = dates.value;
	const [isMoving, setMoving] = useState(false);
	const [isGivingBack, setGivingBack] = useState(false);
	const isBooked = booking.state === 'booked';
	const isOpen = canCheckIn(booking, second.value);
	return (
		<div class="stack" data-testid="booking" data-state={booking.state}>
			<p>
				<strong>{t.yours(dayAndTime(booking.starts_ms))}</strong>
				{booking.recruiter_name && ` · ${booking.recruiter_name}`}
			</p>
			{!isBooked && <p>{t.states[booking.state]}</p>}
			{isBooked && !isOpen && <p class="meta">{t.checkInFrom(time(checkInFrom(booking)))}</p>}
			{isBooked && isGivingBack ? (
				// It is another's at once.
				<Sure
					question={t.cancelSure}
					yes={t.cancelYes}
					no={t.keep}
					run={() => call('booking.cancel', { booking: booking.id })}
					onDone={() => setGivingBack(false)}
					onNo={() => setGivingBack(false)}
					testId="cancel"
				/>
			) : (
				<div class="actions">
					{isOpen && <CheckIn booking={booking} />}
					{isBooked && (
						<>
							<Button icon="calendar-check" onClick={() => void saveIcs(booking)} testId="ics">
								{t.toAgenda}
							</Button>
							{others.length > 0 && (
								<Button
									isPressed={isMoving}
									onClick={() => setMoving(!isMoving)}
									testId="move-booking"
								>
									{t.another}
								</Button>
							)}
							<Button onClick={() => setGivingBack(true)} testId="cancel-booking">
								{t.cancel}
							</Button>
						</>
					)}
				</div>
			)}
			{isMoving && isBooked && (
				<ul class="slots">
					{others.map(slot => (
						<li key={slot.id}>
							<Action
								run={() => call('booking.move', { booking: booking.id, slot: slot.id })}
								label={t.moveTo(dayAndTime(slot.starts_ms))}
								testId="move-to"
							>
								{time(slot.starts_ms)}
							</Action>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

async function saveIcs(booking: Booking): Promise<void> {
	const { icsOf } = await import('./ics');
	const file = icsOf({
		booking,
		title: meetWords.value.slots.talkWith(booking.booth_name),
		url: `${location.origin}/stand/${booking.booth}`,
		nowMs: serverNowMs(),
	});
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
	link.download = 'stagebeurs.ics';
	link.click();
	URL.revokeObjectURL(link.href);
}
