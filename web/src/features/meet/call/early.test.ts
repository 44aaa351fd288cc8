import { expect, it } from 'vitest';
import type { Booking } from '../../../gen/protocol';
import { earlyFor } from './early';

const booking = (is: Partial<Booking>): Booking =>
	({ id: 1, booth: 7, state: 'checked_in', starts_ms: 1000, ...is }) as Booking;

it('is a ring before the time that was booked there', () => {
	const mine = booking({});
	expect(earlyFor(7, [booking({ booth: 8 }), mine], 999)).toBe(mine);
});

it('is no ring at that time, at another booth, or for who did not say that they are there', () => {
	expect(earlyFor(7, [booking({})], 1000)).toBeUndefined();
	expect(earlyFor(8, [booking({})], 999)).toBeUndefined();
	expect(earlyFor(7, [booking({ state: 'booked' })], 999)).toBeUndefined();
});
