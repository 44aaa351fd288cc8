import { expect, it } from 'vitest';
import type { EntryState } from '../../../gen/protocol';
import { nearest } from './nearest';

const inLine = (id: number, state: EntryState, place?: number, isUnstaffed = false) => ({
	entry: {
		id,
		booth: id,
		booth_name: '',
		number: id,
		state,
		misses: 0,
		put_back: 2,
		suspension_minutes: 5,
		question: '',
		note: '',
		recruiter_name: '',
	},
	place:
		place === undefined
			? undefined
			: { number: id, state, place, is_held: false, is_late: false, isUnstaffed },
});

const nearestOf = (...numbers: ReturnType<typeof inLine>[]) => nearest(numbers)?.entry.id;

it('is the smallest place, whoever took a number first', () => {
	expect(nearestOf(inLine(1, 'waiting', 4), inLine(2, 'waiting', 2))).toBe(2);
});

it('is before all the one that rings or talks', () => {
	expect(nearestOf(inLine(1, 'waiting', 1), inLine(2, 'called', 0))).toBe(2);
	expect(nearestOf(inLine(1, 'waiting', 1), inLine(2, 'in_call'))).toBe(2);
});

it('is before all that wait the one that is lost unless its student comes back', () => {
	const suspended = inLine(2, 'suspended', 0);
	expect(nearestOf(inLine(1, 'waiting', 1), suspended)).toBe(2);
	expect(nearestOf(suspended, inLine(3, 'called', 0))).toBe(3);
});

it('is one that is passed over only where there is no other', () => {
	const away = inLine(1, 'away', 0);
	expect(nearestOf(away, inLine(2, 'waiting', 7))).toBe(2);
	expect(nearestOf(away, inLine(2, 'waiting'))).toBe(1);
	expect(nearestOf()).toBeUndefined();
});

it('is not the first of a line where nobody is', () => {
	expect(nearestOf(inLine(1, 'waiting', 1, true), inLine(2, 'waiting', 7))).toBe(2);
});
