import type { Result, WireError } from './wire';

const AGAIN_MS = 1_000;
const TRIES_MOST = 3;

export type Kind = 'durable' | 'transient' | 'read';

interface Pending {
	readonly id: number;
	readonly frame: string;
	readonly kind: Kind;
	readonly settle: (result: Result<unknown>) => void;
	readonly patience: ReturnType<typeof setTimeout> | undefined;
	tries: number;
}

export interface Request {
	readonly cmd: string;
	readonly kind: Kind;
	readonly args: unknown;
	/** How long the asker wants to wait for an answer, reconnecting included. */
	readonly patienceMs: number;
	readonly settle: (result: Result<unknown>) => void;
}

/**
 * Requests that wait for their answer. Each is settled exactly once, whatever happens to the line:
 * a durable command or a read is sent again after a reconnect (the same key, so that it counts once),
 * a transient one is only worth sending now.
 */
export class Outbox {
	readonly #pending = new Map<number, Pending>();
	#lastId = 0;
	#send: ((frame: string) => void) | undefined;

	constructor(private readonly newKey: () => string) {}

	add(request: Request): void {
		const { cmd, kind, args, patienceMs, settle } = request;
		if (kind === 'transient' && !this.#send) {
			settle({ ok: false, error: { code: 'offline' } });
			return;
		}
		const id = ++this.#lastId;
		const key = kind === 'durable' ? this.newKey() : undefined;
		const pending: Pending = {
			id,
			kind,
			settle,
			tries: 0,
			frame: JSON.stringify({ id, cmd, key, args }),
			patience: setTimeout(() => this.#settle(id, failure({ code: 'timed_out' })), patienceMs),
		};
		this.#pending.set(id, pending);
		this.#send?.(pending.frame);
	}

	/** The line is up: everything unanswered goes out again, oldest first. */
	open(send: (frame: string) => void): void {
		this.#send = send;
		for (const { frame } of this.#pending.values()) send(frame);
	}

	/** The line is gone. */
	shut(): void {
		this.#send = undefined;
		for (const { id, kind } of [...this.#pending.values()]) {
			if (kind === 'transient') this.#settle(id, failure({ code: 'offline' }));
		}
	}

	/** A server that has no time for it did nothing: it is asked again, a few times. */
	answer(id: number, result: Result<unknown>): void {
		const pending = this.#pending.get(id);
		const isBusy = !result.ok && result.error.code === 'busy' && pending?.kind === 'durable';
		if (isBusy && pending.tries++ < TRIES_MOST) {
			setTimeout(() => this.#pending.has(id) && this.#send?.(pending.frame), AGAIN_MS);
			return;
		}
		this.#settle(id, result);
	}

	/** Somebody else signed in: what this person asked may not be sent in their name. */
	discard(error: WireError): void {
		for (const id of [...this.#pending.keys()]) this.#settle(id, failure(error));
	}

	#settle(id: number, result: Result<unknown>): void {
		const pending = this.#pending.get(id);
		if (!pending) return;
		this.#pending.delete(id);
		clearTimeout(pending.patience);
		pending.settle(result);
	}
}

function failure(error: WireError): Result<never> {
	return { ok: false, error };
}
