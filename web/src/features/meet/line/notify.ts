/** Shows a notification of the system's own to who does not look at this page; what takes it away again.
 *  `tag`: a newer one replaces it. */
export function notify(title: string, body: string, tag = 'turn'): () => void {
	if (!document.hidden || globalThis.Notification?.permission !== 'granted') return () => {};
	// Where it cannot be shown, sound, vibration and title remain.
	const coming = import('./shown').then(({ show }) => show(title, body, tag)).catch(() => {});
	return () => void coming.then(close => close?.());
}
