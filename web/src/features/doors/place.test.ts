import { expect, it } from 'vitest';
import type { Doors } from '../../gen/protocol';
import { placeOf, waitOf } from './place';

const doors = (runs: readonly [number, number][], waiting: number): Doors => ({
	id: 1,
	waiting,
	runs: runs.map(([from, until]) => ({ from, until })),
	freed: 0,
});

it('counts who is before a number, over the gaps of those who gave up', () => {
	const now = doors(
		[
			[4, 6],
			[9, 9],
			[11, 12],
		],
		6,
	);
	expect([4, 6, 9, 11, 12].map(number => placeOf(now, number))).toEqual([1, 3, 4, 5, 6]);
	expect([1, 7, 10, 13].map(number => placeOf(now, number))).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
	expect(placeOf(doors([], 0), 3)).toBeUndefined();
});

it('says a place behind all that are told, at most the last', () => {
	const now = doors([[1, 500]], 520);
	expect(placeOf(now, 510)).toBe(510);
	expect(placeOf(now, 590)).toBe(520);
});

it('says how long it takes only when that is known', () => {
	expect(waitOf(doors([[1, 9]], 9), 9)).toBeUndefined();
	const known = { ...doors([[1, 9]], 9), pace_ms: 30_000, freed: 100 };
	expect(waitOf(known, 9)).toEqual({ p50_ms: 270_000, p90_ms: 387_000 });
	expect(waitOf(known, 1)).toEqual({ p50_ms: 30_000, p90_ms: 69_000 });
});
