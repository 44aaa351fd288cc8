import { signal } from '@preact/signals';

/** Nobody has been asked yet: the question may be put, by a press of their own. */
export const mayAsk = signal('Notification' in globalThis && Notification.permission === 'default');

export async function askToNotify(): Promise<void> {
	const answer = await Notification.requestPermission();
	mayAsk.value = answer === 'default';
	// Its worker should be there before it is needed.
	if (answer === 'granted') void import('./shown').catch(() => {});
}
