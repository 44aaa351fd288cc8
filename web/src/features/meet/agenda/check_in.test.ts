import { expect, it } from 'vitest';
import { canCheckIn } from './check_in';

const MINUTE = 60_000;
const booking = {
	id: 1,
	slot: 2,
	booth: 3,
	booth_name: 'Lichtkade',
	state: 'booked',
	starts_ms: 60 * MINUTE,
	ends_ms: 70 * MINUTE,
	is_called_off: false,
	sequence: 0,
	recruiter_name: '',
} as const;

it('opens ten minutes before the time, and stays open for who is late', () => {
	expect(canCheckIn(booking, 50 * MINUTE - 1)).toBe(false);
	expect(canCheckIn(booking, 50 * MINUTE)).toBe(true);
	expect(canCheckIn(booking, 62 * MINUTE)).toBe(true);
});

it('is over once they said so, or when the time is only offered', () => {
	expect(canCheckIn({ ...booking, state: 'checked_in' }, 55 * MINUTE)).toBe(false);
	expect(canCheckIn({ ...booking, state: 'offered' }, 55 * MINUTE)).toBe(false);
});
