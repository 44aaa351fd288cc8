import type { Call } from '../../../gen/protocol';

/** What a call's clock shows. Everything comes from the server's item and the server's time. */
export interface Countdown {
	readonly is: 'not_started' | 'running' | 'stopped' | 'rounding_off' | 'over';
	readonly leftMs: number;
	/** The planned length, extensions included. */
	readonly wholeMs: number;
}

export function countdown(call: Call, nowMs: number): Countdown {
	const wholeMs = Math.max(0, (call.ends_ms ?? 0) - (call.started_ms ?? 0));
	const until = (atMs: number | undefined) => Math.max(0, (atMs ?? nowMs) - nowMs);
	// The ticking second may lie just before the start: a talk of 8 minutes never shows 8:01.
	const left = Math.min(until(call.ends_ms), wholeMs);
	switch (call.state) {
		case 'ringing':
		case 'connecting':
			return { is: 'not_started', leftMs: 0, wholeMs };
		case 'live':
			return { is: 'running', leftMs: left, wholeMs };
		case 'interrupted':
			// The clock stands still once; the second time it runs on, and there is nothing to show as left.
			return call.left_ms === undefined
				? { is: 'running', leftMs: left, wholeMs }
				: { is: 'stopped', leftMs: call.left_ms, wholeMs };
		case 'rounding_off':
			return { is: 'rounding_off', leftMs: until(call.deadline_ms), wholeMs };
		case 'ended':
			return { is: 'over', leftMs: 0, wholeMs };
	}
}

/** As often as the server does it. */

/** Whether one may ask for more time; a booking that follows can still be in the way. */
export function mayExtend({ state, extensions_left }: Call): boolean {
	return (state === 'live' || state === 'rounding_off') && extensions_left > 0;
}

export const WARNINGS_MS = [120_000, 30_000] as const;

/** The warning that was passed between two looks at the clock; the nearest to the end counts. */
export function warningPassed(beforeMs: number, afterMs: number): number | undefined {
	return WARNINGS_MS.filter(mark => beforeMs > mark && afterMs <= mark && afterMs > 0).at(-1);
}
