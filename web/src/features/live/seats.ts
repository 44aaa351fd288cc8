import type { Sector } from '../../gen/protocol';

/** Where the boxes of the seat chart stand: pure, for tests. */

const PITCH = 12;
const SIDE = 10;
const GAP = 6;
const MOST = 1000;

export interface Share {
	readonly sector: Sector;
	readonly placed: number;
}

export interface Seats {
	readonly width: number;
	readonly height: number;
	/** How many places a box stands for. */
	readonly each: number;
	readonly filled: readonly { readonly sector: Sector; readonly path: string }[];
	readonly empty: string;
}

/** As many boxes as places wanted, or as fit; filled column by column, a sector after the other. */
export function seatsOf(target: number, shares: readonly Share[]): Seats {
	const each = Math.max(1, Math.ceil(target / MOST));
	const all = Math.max(1, Math.ceil(target / each));
	const rows = all > 500 ? 20 : all > 100 ? 10 : 5;
	const at = (n: number): number => n * PITCH + Math.floor(n / 10) * GAP;
	const box = (i: number): string =>
		`M${at(Math.floor(i / rows))} ${at(i % rows)}h${SIDE}v${SIDE}h-${SIDE}z`;
	const boxes = (from: number, to: number): string =>
		Array.from({ length: Math.max(0, to - from) }, (_, i) => box(from + i)).join('');
	let placed = 0;
	const filled = shares.map(({ sector, placed: more }) => {
		const from = Math.min(all, Math.floor(placed / each));
		placed += more;
		return { sector, path: boxes(from, Math.min(all, Math.floor(placed / each))) };
	});
	return {
		width: at(Math.ceil(all / rows) - 1) + SIDE,
		height: at(rows - 1) + SIDE,
		each,
		filled: filled.filter(({ path }) => path !== ''),
		empty: boxes(Math.min(all, Math.floor(placed / each)), all),
	};
}
