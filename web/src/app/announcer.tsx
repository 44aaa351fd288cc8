import { signal } from '@preact/signals';

/**
 * What is said to whoever does not see the screen. Live numbers are not live regions; this is the
 * only voice. Polite words wait, so that a quick line does not chatter, and the last one wins;
 * assertive ones ("your turn") are said at once.
 */

const POLITE_EVERY_MS = 10_000;

const polite = signal('');
const assertive = signal('');
let saidAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
	clearTimeout(waiting);
	const wait = Math.max(0, saidAt + POLITE_EVERY_MS - Date.now());
	waiting = setTimeout(() => {
		saidAt = Date.now();
		polite.value = text;
	}, wait);
}

export function announceNow(text: string): void {
	// The same words twice are no change, and so no speech: a no-break space makes them one.
	assertive.value = assertive.peek() === text ? `${text}\u00a0` : text;
}

export function Announcer() {
	return (
		<>
			<div class="visually-hidden" aria-live="polite" data-testid="announcer">
				{polite}
			</div>
			<div class="visually-hidden" aria-live="assertive" data-testid="announcer-now">
				{assertive}
			</div>
		</>
	);
}
