import { useRef, useState } from 'preact/hooks';
import type { BoothLive, Level } from '../../gen/protocol';

export const levelOrder: readonly Level[] = ['mbo1', 'mbo2', 'mbo3', 'mbo4', 'hbo', 'wo'];

/** Who can talk now, then the shortest line, then who takes nobody. */
export function byChance(a: BoothLive, b: BoothLive): number {
	return chance(a) - chance(b) || waitOf(a) - waitOf(b) || a.name.localeCompare(b.name, 'nl');
}

function chance(booth: BoothLive): number {
	if (isFreeNow(booth)) return 0;
	return booth.line === 'open' ? 1 : 2;
}

function waitOf(booth: BoothLive): number {
	return booth.wait?.p50_ms ?? booth.waiting * 60_000;
}

export function isFreeNow(booth: Pick<BoothLive, 'line' | 'free' | 'waiting'>): boolean {
	return booth.line === 'open' && booth.free > 0 && booth.waiting === 0;
}

/** Items in the order of these ids; what is new stands at the end, in its own order. */
export function inOrder<T extends { readonly id: number }>(
	ids: readonly number[],
	items: ReadonlyMap<number, T>,
	compare: (a: T, b: T) => number,
): T[] {
	const known = ids.flatMap(id => items.get(id) ?? []);
	const seen = new Set(ids);
	const fresh = [...items.values()].filter(item => !seen.has(item.id)).sort(compare);
	return [...known, ...fresh];
}

/**
 * A live list whose order is set when it opens, and after that only when the reader asks: a row that
 * jumps away under a finger is the wrong booth pressed.
 */
export function useSteadyOrder<T extends { readonly id: number }>(
	items: ReadonlyMap<number, T>,
	compare: (a: T, b: T) => number,
): { ordered: readonly T[]; isStale: boolean; sort: () => void } {
	const ids = useRef<readonly number[]>([]);
	const [, redraw] = useState({});
	const ordered = inOrder(ids.current, items, compare);
	ids.current = ordered.map(item => item.id);
	const best = [...items.values()].sort(compare);
	return {
		ordered,
		isStale: best.some((item, i) => item !== ordered[i]),
		sort: () => {
			ids.current = best.map(item => item.id);
			redraw({});
		},
	};
}
