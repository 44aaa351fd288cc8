import { type Signal, signal } from '@preact/signals';
import { Polite } from './polite';

/**
 * What is said to whoever does not see the screen. Live numbers are not live regions; this is the
 * only voice. Polite words take turns; assertive ones ("your turn") are said at once.
 */

const polite = signal('');
const assertive = signal('');
let saidNow = { atMs: 0, text: '' };
const queue = new Polite(text => say(polite, text));

/** `about`: what was not said yet about the same is out of date. The result takes it back. */
export function announce(text: string, about = text): () => void {
	return queue.add(text, about);
}

/** What was said a moment ago is said with it, or nobody would hear it: a ring ends and the next one begins. */
export function announceNow(text: string): void {
	const isSoon = Date.now() - saidNow.atMs < 1_000;
	saidNow = { atMs: Date.now(), text: isSoon ? `${saidNow.text} ${text}` : text };
	say(assertive, saidNow.text);
}

/** The same words twice are no change, and so no speech: a no-break space makes them one. */
function say(voice: Signal<string>, text: string): void {
	voice.value = voice.peek() === text ? `${text}\u00a0` : text;
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
