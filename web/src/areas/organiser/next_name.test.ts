import { expect, it } from 'vitest';
import { nextName } from './next_name';

const next = (name: string, day: string) =>
	nextName({ name, was: '2026-11-26', day, spoken: 'donderdag' });

it('counts the years in a name on, as far as the new date is', () => {
	expect(next('Stagebeurs Delft 2026', '2027-11-25')).toBe('Stagebeurs Delft 2027');
	expect(next('Beurs 2026/2027, zaal 2026a', '2028-01-20')).toBe('Beurs 2028/2029, zaal 2026a');
	// Called after the year that it opens for.
	expect(next('Stagebeurs 2027', '2027-11-25')).toBe('Stagebeurs 2028');
});

it('puts the year behind a name without one', () => {
	expect(next('Stagebeurs Delft', '2027-11-25')).toBe('Stagebeurs Delft 2027');
	const long = next('x'.repeat(120), '2027-11-25');
	expect(long).toHaveLength(120);
	expect(long).toMatch(/x 2027$/);
});

it('tells two fairs of one year apart by their day', () => {
	expect(next('Stagebeurs 2026', '2026-12-10')).toBe('Stagebeurs 2026 (donderdag)');
});
