import type { Booking } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { Action } from '../../../ui/action';

const BEFORE_MS = 10 * 60_000;

/** From when who booked may say that they are there. */
export function checkInFrom({ starts_ms }: Booking): number {
	return starts_ms - BEFORE_MS;
}

export function canCheckIn(booking: Booking, nowMs: number): boolean {
	return booking.state === 'booked' && nowMs >= checkInFrom(booking);
}

export function CheckIn({ booking }: { readonly booking: Booking }) {
	return (
		<Action
			look="main"
			icon="check"
			run={() => call('booking.check_in', { booking: booking.id })}
			testId="check-in"
		>
			{meetWords.value.slots.checkIn}
		</Action>
	);
}
