import { batch, signal } from '@preact/signals';
import { commandKinds, type Me } from '../gen/protocol';
import { Connection, type Line } from '../net/connection';
import type { Kind } from '../net/outbox';

/** The line to the server as the rest of the client sees it, on a browser's ports. */

export type LineState = { readonly isUp: boolean; readonly lostAtMs: number | undefined };

export const line = signal<LineState>({ isUp: false, lostAtMs: undefined });

/** Who is signed in here; undefined is a visitor. */
export const me = signal<Me | undefined>(undefined);

/** The server has said who we are: before that, nobody is a visitor yet. */
export const isKnown = signal(false);

const connection = new Connection(
	{
		open: () => {
			const { protocol, host } = window.location;
			const scheme = protocol === 'https:' ? 'wss:' : 'ws:';
			const socket = new WebSocket(`${scheme}//${host}/ws`, 'stagebeurs.v1');
			socket.binaryType = 'arraybuffer';
			// A socket is more than a Line; only its event types are narrower.
			return socket as unknown as Line;
		},
		now: Date.now,
		random: Math.random,
		uuid: () => crypto.randomUUID(),
		kindOf: cmd => (commandKinds as Partial<Record<string, Kind>>)[cmd] ?? 'durable',
	},
	{
		up: hello =>
			batch(() => {
				line.value = { isUp: true, lostAtMs: undefined };
				// The same person keeps the same object: nothing that hangs on it starts anew.
				if (JSON.stringify(me.value) !== JSON.stringify(hello.me)) me.value = hello.me;
				isKnown.value = true;
			}),
		down: () => {
			line.value = { isUp: false, lostAtMs: Date.now() };
		},
	},
);

export const call: typeof connection.call = (cmd, args, patienceMs) =>
	connection.call(cmd, args, patienceMs);

export const follow: typeof connection.follow = (topic, sink) => connection.follow(topic, sink);

/** Come back as whoever the session cookie says now: after signing in or out. */
export function changePerson(next: Me | undefined): void {
	me.value = next;
	connection.restart();
}

export const serverNowMs = (): number => connection.clock.nowMs();

export function startClient(): void {
	line.value = { isUp: false, lostAtMs: Date.now() };
	connection.start();
	addEventListener('online', () => connection.nudge());
	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) connection.nudge();
	});
	// From the back/forward cache the page wakes with a socket that died long ago.
	addEventListener('pageshow', event => {
		if (event.persisted) connection.nudge();
	});
}
