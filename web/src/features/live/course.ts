import type { LivePoint } from '../../gen/protocol';

/** What follows from the points of an evening: pure, for tests. */

const HOUR_MS = 3_600_000;
/** From less than this nobody can tell a pace. */
const LEAST_MS = 10 * 60_000;

export interface Pace {
	/** Places agreed on in the last hour, or as long as the points go back. */
	readonly gained: number;
	readonly fromMs: number;
	/** How many there will be at the end if it goes on so. */
	readonly expected: number;
}

/** Undefined: it is too early to say, or nothing was agreed on of late. */
export function paceOf(
	points: readonly LivePoint[],
	placed: number,
	nowMs: number,
	closesMs: number,
): Pace | undefined {
	const first = points.find(({ id }) => id >= nowMs - HOUR_MS);
	if (!first || nowMs - first.id < LEAST_MS || nowMs >= closesMs) return undefined;
	const gained = placed - first.placed;
	if (gained <= 0) return undefined;
	const expected = placed + Math.round((gained * (closesMs - nowMs)) / (nowMs - first.id));
	return { gained, fromMs: first.id, expected };
}

/** A round number that nothing is above, which can be halved. */
export function topOf(points: readonly LivePoint[]): number {
	const most = Math.max(1, ...points.map(({ waiting, talking }) => Math.max(waiting, talking)));
	const unit = 10 ** Math.floor(Math.log10(most));
	const steps = [1, 2, 4, 6, 8, 10].map(n => n * unit);
	return Math.max(2, steps.find(step => step >= most) ?? most);
}

/** A line through the points in a box of 100 × 100, the newest on the right. */
export function lineOf(
	points: readonly LivePoint[],
	value: (point: LivePoint) => number,
	top: number,
): string {
	const from = points[0]?.id ?? 0;
	const span = Math.max(1, (points.at(-1)?.id ?? 0) - from);
	return points
		.map(
			point =>
				`${round(((point.id - from) / span) * 100)},${round(100 - (value(point) / top) * 100)}`,
		)
		.join(' ');
}

const round = (n: number): number => Math.round(n * 100) / 100;
