/** Notifications of the system, fetched by who permits them. */

declare global {
	interface Window {
		readonly trustedTypes?: {
			createPolicy(
				name: string,
				rules: { createScriptURL: () => string },
			): { createScriptURL(input: string): string };
		};
	}
}

const SCRIPT = '/notifications.js';

/** The worker that shows them: phones know no other way. None in some private windows, and without TLS. */
async function register(): Promise<ServiceWorkerRegistration | undefined> {
	try {
		// The only script address that the server's policy lets a text become.
		const policy = window.trustedTypes?.createPolicy('worker', { createScriptURL: () => SCRIPT });
		await navigator.serviceWorker.register(policy?.createScriptURL('') ?? SCRIPT);
		return await navigator.serviceWorker.ready;
	} catch {
		return undefined;
	}
}

const registered = register();

/** Shows one, which takes the place of another with its tag; what takes it away again. */
export async function show(title: string, body: string, tag: string): Promise<() => void> {
	const id = crypto.randomUUID();
	// It stays until it is over.
	const options = { body, tag, requireInteraction: true, data: id };
	const worker = await registered;
	if (worker) {
		await worker.showNotification(title, options);
		return async () => {
			const those = await worker.getNotifications({ tag });
			for (const one of those) if (one.data === id) one.close();
		};
	}
	const shown = new Notification(title, options);
	shown.onclick = () => {
		window.focus();
		shown.close();
	};
	return () => shown.close();
}
