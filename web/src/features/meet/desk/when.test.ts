import { expect, it } from 'vitest';
import { datesOf } from '../../../i18n/format';
import { whenOf } from './when';

it('says the day of a booking that is not today', () => {
	const dates = datesOf('nl-NL', 'Europe/Amsterdam');
	const at = Date.UTC(2026, 11, 11, 19, 48);
	expect(whenOf(at, Date.UTC(2026, 11, 11, 8), dates)).toBe('20:48');
	expect(whenOf(at, Date.UTC(2026, 10, 27, 19, 48), dates)).toBe('vr 11 dec 20:48');
	// Tomorrow there, though still today by UTC.
	expect(whenOf(at, Date.UTC(2026, 11, 11, 23, 30), dates)).toBe('vr 11 dec 20:48');
});
