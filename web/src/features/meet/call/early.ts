import type { Booking } from '../../../gen/protocol';

/** The time that I booked at a booth and am there for, where it has not come yet: a ring before it costs nothing. */
export function earlyFor(
	booth: number,
	bookings: readonly Booking[],
	nowMs: number,
): Booking | undefined {
	return bookings.find(
		one => one.booth === booth && one.state === 'checked_in' && one.starts_ms > nowMs,
	);
}
