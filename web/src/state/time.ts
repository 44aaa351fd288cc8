import { computed, signal } from '@preact/signals';
import { serverNowMs } from './client';

/**
 * The server's time in whole seconds, as milliseconds. Both sides of a call read their countdown
 * from this, so it turns over at the same moment on both screens.
 */
export const second = signal(Math.floor(Date.now() / 1000) * 1000);

/** For what is due within hours: a list need not be drawn anew every second. */
export const minute = computed(() => Math.floor(second.value / 60_000) * 60_000);

export function startTime(): void {
	setInterval(() => {
		const now = Math.floor(serverNowMs() / 1000) * 1000;
		if (now !== second.peek()) second.value = now;
	}, 200);
}
