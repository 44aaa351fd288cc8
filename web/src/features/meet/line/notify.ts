import { signal } from '@preact/signals';

/** The system's own notifications: for who looks at another tab when their turn comes. */

const hasThem = 'Notification' in globalThis;

/** Nobody has been asked yet: the question may be put, by a press of their own. */
export const mayAsk = signal(hasThem && Notification.permission === 'default');

export async function askToNotify(): Promise<void> {
	await Notification.requestPermission();
	mayAsk.value = Notification.permission === 'default';
}

/** Shows it to who does not look at this page; what takes it away again. `tag`: a newer one replaces it. */
export function notify(title: string, body: string, tag = 'turn'): () => void {
	if (!hasThem || Notification.permission !== 'granted' || !document.hidden) return () => {};
	try {
		// One for all tabs of this browser, and it stays until it is over.
		const shown = new Notification(title, { body, tag, requireInteraction: true });
		shown.onclick = () => {
			window.focus();
			shown.close();
		};
		return () => shown.close();
	} catch {
		// Phones leave this to service workers: sound, vibration and title remain.
		return () => {};
	}
}
