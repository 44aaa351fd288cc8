import { expect, it } from 'vitest';
import { monthsFrom, periodText, readPeriod } from './period';

it('writes a period as employers do, and reads it again', () => {
	for (const [months, text] of [
		[{ from: '2027-02', until: '2027-07' }, 'februari t/m juli 2027'],
		[{ from: '2026-09', until: '2027-01' }, 'september 2026 t/m januari 2027'],
		[{ from: '2027-02', until: '' }, 'vanaf februari 2027'],
		[{ from: '2027-05', until: '2027-05' }, 'mei 2027'],
		[{ from: '', until: '' }, ''],
	] as const) {
		expect(periodText(months)).toBe(text);
		expect(readPeriod(text)).toEqual(months);
	}
});

it('leaves alone what somebody wrote otherwise', () => {
	expect(readPeriod('Februari t/m juli 2027, 32 uur')).toBeUndefined();
	expect(readPeriod('na de zomer')).toBeUndefined();
});

it('ends no earlier than it begins', () => {
	expect(periodText({ from: '2027-02', until: '2026-12' })).toBe('vanaf februari 2027');
});

it('offers months over the turn of a year', () => {
	expect(monthsFrom(Date.UTC(2026, 10, 27), 3)).toEqual(['2026-11', '2026-12', '2027-01']);
});
