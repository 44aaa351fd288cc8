import { expect, it } from 'vitest';
import { fromZoned, toZoned } from './zoned';

const ZONE = 'Europe/Amsterdam';

it('reads what is typed by the clocks of the fair, in winter and in summer', () => {
	expect(fromZoned('2026-11-26', '19:30', ZONE)).toBe(Date.UTC(2026, 10, 26, 18, 30));
	expect(fromZoned('2026-06-26', '19:30', ZONE)).toBe(Date.UTC(2026, 5, 26, 17, 30));
	expect(fromZoned('2026-11-26', '19:30', 'America/Paramaribo')).toBe(
		Date.UTC(2026, 10, 26, 22, 30),
	);
});

it('is right on the day that the clocks change', () => {
	expect(fromZoned('2026-10-25', '01:30', ZONE)).toBe(Date.UTC(2026, 9, 24, 23, 30));
	expect(fromZoned('2026-10-25', '04:00', ZONE)).toBe(Date.UTC(2026, 9, 25, 3, 0));
	expect(fromZoned('2026-03-29', '04:00', ZONE)).toBe(Date.UTC(2026, 2, 29, 2, 0));
});

it('says back what it read', () => {
	const ms = Date.UTC(2026, 10, 30, 23, 45);
	expect(toZoned(ms, ZONE)).toEqual({ day: '2026-12-01', time: '00:45' });
	expect(fromZoned('2026-12-01', '00:45', ZONE)).toBe(ms);
});

it('has no answer to what is no time', () => {
	expect(fromZoned('', '19:30', ZONE)).toBeUndefined();
	expect(fromZoned('2026-11-26', '', ZONE)).toBeUndefined();
});
