import { backoff } from './backoff';
import { ServerClock } from './clock';
import { Feeds, type Sink } from './feeds';
import { Inbox } from './inbox';
import { type Kind, Outbox } from './outbox';
import type { Args, CommandName, Hello, Reply, Result, ServerFrame, TopicFrame } from './wire';

/** What a connection needs of a WebSocket; tests bring their own. */
export interface Line {
	send(text: string): void;
	close(): void;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: (() => void) | null;
}

export interface Ports {
	open(): Line;
	now(): number;
	random(): number;
	uuid(): string;
	kindOf(cmd: CommandName): Kind;
}

export interface Listener {
	/** The server answered: the line may be used, and this is who we are. */
	up(hello: Hello): void;
	/** The line is lost; told once, not for every try that fails. */
	down(): void;
}

const HELLO_MS = 10_000;
const PATIENCE_MS = 30_000;
const HEARTBEAT_MS = 20_000;
/** Missing two heartbeats, and half of one for the road. */
const HEARTBEATS_MISSED = 2.5;

/**
 * The one line to the server. It never gives up: it comes back by itself, follows its topics from
 * where they were, and sends again what was not answered. No DOM in here.
 */
export class Connection {
	readonly clock: ServerClock;
	readonly #outbox: Outbox;
	readonly #feeds: Feeds;
	#line: Line | undefined;
	#inbox: Inbox | undefined;
	#isUp = false;
	#incarnation: number | undefined;
	#attempt = 0;
	#lostAt: number | undefined;
	#heardAt = 0;
	#heartbeatMs = HEARTBEAT_MS;
	#watchdog: ReturnType<typeof setTimeout> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(
		private readonly ports: Ports,
		private readonly listener: Listener,
	) {
		this.clock = new ServerClock(ports.now);
		this.#outbox = new Outbox(ports.uuid);
		this.#feeds = new Feeds((cmd, args, settle) =>
			// Transient, because open() asks for every topic anew after a reconnect.
			this.#outbox.add({ cmd, kind: 'transient', args, patienceMs: PATIENCE_MS, settle }),
		);
	}

	start(): void {
		if (!this.#line) this.#open();
	}

	/** Sends a command. Always settles; after a reconnect it is sent again with the same key. */
	call<C extends CommandName>(
		cmd: C,
		args: Args<C>,
		patienceMs = PATIENCE_MS,
	): Promise<Result<Reply<C>>> {
		return new Promise(resolve => {
			const settle = (result: Result<unknown>) => resolve(result as Result<Reply<C>>);
			this.#outbox.add({ cmd, kind: this.ports.kindOf(cmd), args, patienceMs, settle });
		});
	}

	follow(topic: string, sink: Sink): () => void {
		return this.#feeds.follow(topic, sink);
	}

	/** A moment to look whether the line is still good: the network is back, or somebody looks at us. */
	nudge(): void {
		if (this.#isUp && this.ports.now() - this.#heardAt > this.#silenceMs()) this.#lose();
		if (!this.#line) this.#open();
	}

	/** Leave and come back as whoever the session cookie says now. */
	restart(): void {
		this.#outbox.discard({ code: 'offline' });
		this.#incarnation = undefined;
		this.#lose(0);
	}

	#silenceMs(): number {
		return this.#heartbeatMs * HEARTBEATS_MISSED;
	}

	#open(): void {
		clearTimeout(this.#retry);
		const line = this.ports.open();
		this.#line = line;
		this.#inbox = new Inbox(
			message => this.#read(message as ServerFrame),
			() => this.#lose(),
		);
		line.onmessage = event => {
			this.#heardAt = this.ports.now();
			this.#inbox?.push(event.data);
		};
		line.onclose = () => this.#lose();
		this.#watch(HELLO_MS);
	}

	#read(frame: ServerFrame): void {
		// Whoever talks or steers an evening hears the server more often, and so notices a dead line sooner.
		if (frame.within_ms) this.#heartbeatMs = frame.within_ms;
		if (this.#isUp) this.#watch(this.#silenceMs());
		if (frame.hello) this.#hello(frame.hello);
		else if (frame.hb !== undefined) this.clock.sample(frame.hb);
		else if (frame.re !== undefined) this.#outbox.answer(frame.re, resultOf(frame));
		else if (frame.t !== undefined) this.#feeds.frame(frame as TopicFrame);
		else if (frame.bye) this.#bye(frame.bye.retry_ms);
	}

	#hello(hello: Hello): void {
		const isSame = this.#incarnation === hello.incarnation;
		this.#incarnation = hello.incarnation;
		this.clock.sample(hello.now_ms);
		this.#isUp = true;
		this.#heartbeatMs = HEARTBEAT_MS;
		this.#attempt = 0;
		this.#lostAt = undefined;
		this.#watch(this.#silenceMs());
		// First who we are: it decides which topics are followed at all.
		this.listener.up(hello);
		this.#outbox.open(text => this.#line?.send(text));
		this.#feeds.open(isSame);
	}

	/** The server stops on purpose, and spreads its clients over the time that it names. */
	#bye(retryMs = 1_000): void {
		this.#lose(retryMs * (0.5 + this.ports.random() / 2));
	}

	#lose(retryMs?: number): void {
		const line = this.#line;
		if (!line && retryMs === undefined) return;
		this.#line = undefined;
		this.#inbox?.close();
		clearTimeout(this.#watchdog);
		if (line) {
			// A dead line can take minutes to say that it closed: do not wait for it.
			line.onmessage = line.onclose = null;
			line.close();
		}
		const now = this.ports.now();
		this.#lostAt ??= now;
		if (this.#isUp) {
			this.#isUp = false;
			this.#outbox.shut();
			this.#feeds.shut();
			this.listener.down();
		}
		const wait = retryMs ?? backoff(this.#attempt, now - this.#lostAt, this.ports.random);
		this.#attempt += 1;
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => this.#open(), wait);
	}

	#watch(forMs: number): void {
		clearTimeout(this.#watchdog);
		this.#watchdog = setTimeout(() => this.#lose(), forMs);
	}
}

function resultOf({ ok, err }: ServerFrame): Result<unknown> {
	return err ? { ok: false, error: err } : { ok: true, value: ok };
}
