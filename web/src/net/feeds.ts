import type { Result, TopicEvent, TopicFrame, WireError } from './wire';

/** Where the contents of a topic go. */
export interface Sink {
	snapshot(tables: Readonly<Record<string, readonly { id: number }[]>>): void;
	events(events: readonly TopicEvent[]): void;
	transient(events: readonly TopicEvent[]): void;
	refused(error: WireError): void;
}

interface Feed {
	readonly topic: string;
	readonly sink: Sink;
	seq: number | undefined;
	/** Asked, and not yet answered: frames that come before the answer are contained in it. */
	isAsking: boolean;
}

interface SubscribeReply {
	readonly seq: number;
	readonly snapshot?: Readonly<Record<string, readonly { id: number }[]>>;
	readonly events?: readonly TopicEvent[];
}

/** Sends one request; the answer comes in the order of the frames, so never by way of a promise. */
type Ask = (cmd: string, args: unknown, answer: (result: Result<unknown>) => void) => void;

const RETRY_MS = 2_000;

/**
 * The topics that are followed, and how far each has come. Frames of a topic are a chain (`prev` →
 * `seq`); a broken chain is mended by subscribing again with what was seen last.
 */
export class Feeds {
	readonly #feeds = new Map<string, Feed>();
	#isOpen = false;

	constructor(private readonly ask: Ask) {}

	follow(topic: string, sink: Sink): () => void {
		const feed: Feed = { topic, sink, seq: undefined, isAsking: false };
		this.#feeds.set(topic, feed);
		if (this.#isOpen) this.#subscribe(feed);
		return () => {
			if (this.#feeds.get(topic) !== feed) return;
			this.#feeds.delete(topic);
			if (this.#isOpen) this.ask('unsubscribe', { topic }, () => {});
		};
	}

	/** The line is up. After a restore the server counts anew, so what was seen says nothing. */
	open(isSameIncarnation: boolean): void {
		this.#isOpen = true;
		for (const feed of this.#feeds.values()) {
			if (!isSameIncarnation) feed.seq = undefined;
			this.#subscribe(feed);
		}
	}

	shut(): void {
		this.#isOpen = false;
		for (const feed of this.#feeds.values()) feed.isAsking = false;
	}

	frame({ t, prev, seq, ev }: TopicFrame): void {
		const feed = this.#feeds.get(t);
		if (!feed) return;
		if (seq === undefined) {
			feed.sink.transient(ev);
			return;
		}
		if (feed.isAsking || feed.seq === undefined || seq <= feed.seq) return;
		// A frame that begins before our last one only repeats: events are items as they now stand.
		if (prev !== undefined && prev > feed.seq) {
			this.#subscribe(feed);
			return;
		}
		feed.seq = seq;
		feed.sink.events(ev);
	}

	#subscribe(feed: Feed): void {
		feed.isAsking = true;
		const args =
			feed.seq === undefined ? { topic: feed.topic } : { topic: feed.topic, since: feed.seq };
		this.ask('subscribe', args, result => {
			if (this.#feeds.get(feed.topic) !== feed) return;
			feed.isAsking = false;
			if (result.ok) this.#brought(feed, result.value as SubscribeReply);
			else this.#notBrought(feed, result.error);
		});
	}

	#brought(feed: Feed, reply: SubscribeReply): void {
		feed.seq = reply.seq;
		if (reply.snapshot) feed.sink.snapshot(reply.snapshot);
		else feed.sink.events(reply.events ?? []);
	}

	#notBrought(feed: Feed, error: WireError): void {
		// Offline: open() asks again. Busy: in a moment. Anything else is an answer.
		if (error.code === 'offline') return;
		if (error.code !== 'busy' && error.code !== 'rate_limited' && error.code !== 'timed_out') {
			feed.sink.refused(error);
			return;
		}
		setTimeout(() => {
			if (this.#isOpen && !feed.isAsking && this.#feeds.get(feed.topic) === feed)
				this.#subscribe(feed);
		}, RETRY_MS);
	}
}
