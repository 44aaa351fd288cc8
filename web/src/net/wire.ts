import type { Commands, ErrorCode, Me } from '../gen/protocol';

/** The frames of `stagebeurs.v1`, as they cross the line. What they carry is in gen/protocol.ts. */

export type CommandName = keyof Commands;
export type Args<C extends CommandName> = Commands[C]['args'];
export type Reply<C extends CommandName> = Commands[C]['reply'];

/** The server's codes, and two that only a client can know. */
export interface WireError {
	readonly code: ErrorCode | 'offline' | 'timed_out';
	readonly field?: string;
	readonly expected?: string;
}

export type Result<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly error: WireError };

/** An item as it now stands, or word that it is gone. */
export interface TopicEvent {
	readonly type: string;
	readonly item?: { readonly id: number };
	readonly gone?: number;
}

export interface TopicFrame {
	readonly t: string;
	readonly prev?: number;
	readonly seq?: number;
	readonly ev: readonly TopicEvent[];
}

export interface Hello {
	readonly incarnation: number;
	readonly now_ms: number;
	readonly me?: Me;
}

/** Told apart by the one field that each kind alone has. */
export interface ServerFrame {
	readonly hello?: Hello;
	readonly hb?: number;
	/** Of a heartbeat: the next one comes within this. */
	readonly within_ms?: number;
	readonly bye?: { readonly reason: string; readonly retry_ms?: number };
	readonly re?: number;
	readonly ok?: unknown;
	readonly err?: WireError;
	readonly t?: string;
	readonly prev?: number;
	readonly seq?: number;
	readonly ev?: readonly TopicEvent[];
}
