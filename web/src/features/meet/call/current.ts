import { signal } from '@preact/signals';
import { me } from '../../../state/client';
import { CallSession } from './session';

declare global {
	interface Window {
		/** The live connection, for tests and support: `await __call.getStats()`. */
		__call?: RTCPeerConnection;
	}
}

/** At most one call at a time is talked on a page; walking to another screen does not end it. */
export const current = signal<CallSession | undefined>(undefined);

export function enterCall(id: number): void {
	const account = me.peek()?.account;
	const now = current.peek();
	if (account === undefined || now?.id === id) return;
	now?.leave();
	const session = new CallSession(id, account, () => {
		if (current.peek() === session) current.value = undefined;
	});
	current.value = session;
}
