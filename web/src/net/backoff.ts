/** How long to wait before trying again. Full jitter: after a server's restart nobody comes at the same time. */

const BASE_MS = 500;
const CAP_AT_FIRST_MS = 4_000;
const CAP_LATER_MS = 30_000;
const AT_FIRST_MS = 60_000;

/** @param attempt 0 for the first try after losing the line; @param lostForMs since when it is lost */
export function backoff(attempt: number, lostForMs: number, random: () => number): number {
	const cap = lostForMs < AT_FIRST_MS ? CAP_AT_FIRST_MS : CAP_LATER_MS;
	return random() * Math.min(cap, BASE_MS * 2 ** Math.min(attempt, 16));
}
