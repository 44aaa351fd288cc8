import { type ReadonlySignal, signal } from '@preact/signals';
import type { Sink } from '../net/feeds';
import type { TopicEvent, WireError } from '../net/wire';

export interface Item {
	readonly id: number;
}

export type Table<T> = ReadonlyMap<number, T>;

/** When what arrived becomes visible. */
export type Pace = (flush: () => void) => void;

export const atOnce: Pace = flush => flush();

/**
 * A topic, mirrored: one table of items per item name. This is the only writer of what the server
 * says, and it is the same for every topic: an event is an item as it now stands, or word that it
 * is gone. So no feature has a reducer, and views are functions of tables.
 *
 * Events go into plain maps as they come; signals change at the given pace. Between two paints the
 * last value of an item wins, and an item that did not change stays the same object.
 */
export class Mirror implements Sink {
	/** False until the server has said anything about this topic. */
	readonly isReady = signal(false);
	readonly refusal = signal<WireError | undefined>(undefined);
	readonly #rows = new Map<string, Map<number, Item>>();
	readonly #shown = new Map<string, ReturnType<typeof signal<Table<Item>>>>();
	readonly #dirty = new Set<string>();
	readonly #listeners = new Set<(event: TopicEvent) => void>();
	#isScheduled = false;

	constructor(private readonly pace: Pace = atOnce) {}

	table<T extends Item>(name: string): ReadonlySignal<Table<T>> {
		return this.#signal(name) as unknown as ReadonlySignal<Table<T>>;
	}

	/** Words that are sent once and kept nowhere: somebody types, a browser signals. */
	onTransient(listener: (event: TopicEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	snapshot(tables: Readonly<Record<string, readonly Item[]>>): void {
		this.refusal.value = undefined;
		for (const name of new Set([...this.#rows.keys(), ...Object.keys(tables)])) {
			this.#rows.set(name, new Map((tables[name] ?? []).map(item => [item.id, item])));
			this.#dirty.add(name);
		}
		this.#schedule();
	}

	events(events: readonly TopicEvent[]): void {
		for (const { type, item, gone } of events) {
			const rows = this.#rows.get(type) ?? new Map<number, Item>();
			this.#rows.set(type, rows);
			if (item) rows.set(item.id, item);
			else if (gone !== undefined) rows.delete(gone);
			this.#dirty.add(type);
		}
		this.#schedule();
	}

	transient(events: readonly TopicEvent[]): void {
		for (const event of events) for (const listener of this.#listeners) listener(event);
	}

	refused(error: WireError): void {
		this.snapshot({});
		this.refusal.value = error;
	}

	#signal(name: string): ReturnType<typeof signal<Table<Item>>> {
		const known = this.#shown.get(name);
		if (known) return known;
		const shown = signal<Table<Item>>(new Map(this.#rows.get(name)));
		this.#shown.set(name, shown);
		return shown;
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		this.pace(() => this.#flush());
	}

	#flush(): void {
		this.#isScheduled = false;
		for (const name of this.#dirty) this.#signal(name).value = new Map(this.#rows.get(name));
		this.#dirty.clear();
		this.isReady.value = true;
	}
}
