import type { Doors, Wait } from '../../gen/protocol';

/** Which place somebody's number has in the waiting room: 1 is the next. Undefined: it does not wait there. */
export function placeOf({ runs, waiting }: Doors, number: number): number | undefined {
	let before = 0;
	for (const { from, until } of runs) {
		if (number < from) return undefined;
		if (number <= until) return before + number - from + 1;
		before += until - from + 1;
	}
	// Behind those that are told nobody is known to have given up.
	const last = runs.at(-1);
	return last && before < waiting ? Math.min(before + number - last.until, waiting) : undefined;
}

/** By how much one in ten waits longer than on average, when places come free by chance. */
const ONE_IN_TEN = 1.3;

/** How long somebody at this place waits still; undefined: nobody could say. */
export function waitOf({ pace_ms, freed }: Doors, place: number): Wait | undefined {
	if (pace_ms === undefined) return undefined;
	const p50 = Math.round(place * pace_ms);
	const p90 = Math.round(p50 * (1 + ONE_IN_TEN / Math.sqrt(Math.min(place, freed))));
	return { p50_ms: p50, p90_ms: p90 };
}
