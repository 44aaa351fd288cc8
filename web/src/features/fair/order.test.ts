import { expect, it } from 'vitest';
import type { BoothLive } from '../../gen/protocol';
import { byChance, inOrder } from './order';

const booth = (id: number, is: Partial<BoothLive>): BoothLive => ({
	id,
	fair: 1,
	room: 1,
	name: `Stand ${id}`,
	tagline: '',
	city: '',
	levels: [],
	places: 1,
	staffed: 1,
	free: 0,
	waiting: 1,
	line: 'open',
	...is,
});

it('puts who can talk now first, then the shortest wait, then who takes nobody', () => {
	const closed = booth(1, { line: 'unstaffed' });
	const long = booth(2, { waiting: 9 });
	const short = booth(3, { waiting: 2, wait: { p50_ms: 60_000, p90_ms: 120_000 } });
	const free = booth(4, { free: 1, waiting: 0 });
	expect([closed, long, short, free].sort(byChance).map(({ id }) => id)).toEqual([4, 3, 2, 1]);
});

it('keeps the order of the opening when the booths change', () => {
	const items = new Map([1, 2, 3, 4].map(id => [id, booth(id, { waiting: 10 - id })]));
	expect(inOrder([2, 1], items, byChance).map(({ id }) => id)).toEqual([2, 1, 4, 3]);
});

it('leaves out who is gone', () => {
	expect(inOrder([2, 1], new Map([[1, booth(1, {})]]), byChance).map(({ id }) => id)).toEqual([1]);
});
