import { Connection, type Line, type Listener, type Ports } from './connection';
import type { Hello, TopicEvent } from './wire';

/** A server's end of the line, for tests: no network, the clock is vitest's. */

interface Sent {
	readonly id: number;
	readonly cmd: string;
	readonly key?: string;
	readonly args: Readonly<Record<string, unknown>>;
}

export class TestLine implements Line {
	onmessage: Line['onmessage'] = null;
	onclose: Line['onclose'] = null;
	readonly sent: Sent[] = [];
	isClosed = false;

	send(text: string): void {
		this.sent.push(JSON.parse(text) as Sent);
	}

	close(): void {
		this.isClosed = true;
	}

	/** The server says. */
	say(frame: unknown): void {
		this.onmessage?.({ data: JSON.stringify(frame) });
	}

	hello(incarnation = 1): void {
		this.say({ hello: { incarnation, now_ms: Date.now() } });
	}

	break(): void {
		this.onclose?.();
	}

	last(cmd: string): Sent {
		const found = this.sent.findLast(one => one.cmd === cmd);
		if (!found) throw new Error(`${cmd} was not sent`);
		return found;
	}

	count(cmd: string): number {
		return this.sent.filter(one => one.cmd === cmd).length;
	}
}

export class World {
	readonly lines: TestLine[] = [];
	readonly hellos: Hello[] = [];
	downs = 0;
	readonly connection: Connection;
	#keys = 0;

	constructor(random = 0.5) {
		const ports: Ports = {
			open: () => {
				const line = new TestLine();
				this.lines.push(line);
				return line;
			},
			now: () => Date.now(),
			random: () => random,
			uuid: () => `key-${++this.#keys}`,
			kindOf: cmd =>
				cmd === 'chat.typing' ? 'transient' : cmd === 'fair.list' ? 'read' : 'durable',
		};
		const listener: Listener = {
			up: hello => void this.hellos.push(hello),
			down: () => {
				this.downs += 1;
			},
		};
		this.connection = new Connection(ports, listener);
	}

	/** Connected and greeted. */
	static up(): World {
		const world = new World();
		world.connection.start();
		world.line.hello();
		return world;
	}

	get line(): TestLine {
		const line = this.lines.at(-1);
		if (!line) throw new Error('no line was opened');
		return line;
	}
}

/** A sink that remembers what it was told. */
export class TestSink {
	readonly snapshots: unknown[] = [];
	readonly seen: TopicEvent[] = [];
	readonly once: TopicEvent[] = [];
	readonly refusals: string[] = [];

	snapshot(tables: unknown): void {
		this.snapshots.push(tables);
	}

	events(events: readonly TopicEvent[]): void {
		this.seen.push(...events);
	}

	transient(events: readonly TopicEvent[]): void {
		this.once.push(...events);
	}

	refused(error: { code: string }): void {
		this.refusals.push(error.code);
	}
}
