import { signal } from '@preact/signals';
import type { ConsoleLead, NextStep } from '../../../gen/protocol';
import type { Args, Result } from '../../../net/wire';

/** What a recruiter writes about somebody: saved while typing, kept here while there is no line. */

export interface Fields {
	readonly note?: string;
	readonly rating?: number;
	readonly next_step?: NextStep;
	readonly next_on_ms?: number;
	readonly tags?: string[];
	/** 0: about none in particular. */
	readonly placement?: number;
	readonly owner?: number;
}

export type DraftState = 'clean' | 'waiting' | 'saving' | 'saved' | 'kept';

export interface DraftPorts {
	save(args: Args<'lead.save'>): Promise<Result<unknown>>;
	readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const QUIET_MS = 700;
const RETRY_MS = 5_000;

type Field = keyof Fields;

/** Whether the server shows what was written; tags come back in an order of its own. */
function isShown(theirs: ConsoleLead, field: Field, value: unknown): boolean {
	if (field === 'placement') return (theirs.placement ?? 0) === value;
	if (field !== 'tags') return theirs[field] === value;
	return [...theirs.tags].sort().join('\n') === [...(value as string[])].sort().join('\n');
}

/**
 * The fields that differ from the server's. A field is let go when the server's own word shows it,
 * not when the command is answered: in between, the text under the cursor would jump back.
 */
export class Draft {
	readonly mine = signal<Fields>({});
	readonly state = signal<DraftState>('clean');
	readonly savedAtMs = signal<number | undefined>(undefined);
	readonly #key: string;
	#theirs: ConsoleLead | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sent: Fields = {};
	#acknowledged = new Set<Field>();

	constructor(
		private readonly lead: number,
		private readonly ports: DraftPorts,
	) {
		this.#key = `stagebeurs.draft.${lead}`;
		const kept = ports.storage.getItem(this.#key);
		if (kept) this.change(JSON.parse(kept) as Fields);
	}

	change(change: Fields): void {
		this.mine.value = { ...this.mine.peek(), ...change };
		for (const field of Object.keys(change) as Field[]) this.#acknowledged.delete(field);
		this.#keep();
		this.state.value = 'waiting';
		this.#later(QUIET_MS);
	}

	/** The lead as the server now has it. */
	follow(lead: ConsoleLead): void {
		const isNews = this.#theirs !== undefined && this.#theirs !== lead;
		this.#theirs = lead;
		this.#letGo(field => isNews && this.#acknowledged.has(field));
	}

	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.state.peek() === 'saving') return;
		const fields = this.#unsent();
		if (Object.keys(fields).length === 0) return;
		this.state.value = 'saving';
		this.#sent = fields;
		const result = await this.ports.save({ lead: this.lead, ...fields });
		if (result.ok) this.#saved();
		else {
			this.state.value = 'kept';
			this.#later(RETRY_MS);
		}
	}

	#saved(): void {
		const mine = this.mine.peek();
		for (const field of Object.keys(this.#sent) as Field[]) {
			if (mine[field] === this.#sent[field]) this.#acknowledged.add(field);
		}
		this.savedAtMs.value = Date.now();
		this.state.value = 'saved';
		this.#letGo(() => false);
		// Typed on while the save was under way.
		if (Object.keys(this.#unsent()).length > 0) {
			this.state.value = 'waiting';
			this.#later(QUIET_MS);
		}
	}

	#unsent(): Fields {
		const all = Object.entries(this.mine.peek()) as [Field, never][];
		return Object.fromEntries(all.filter(([field]) => !this.#acknowledged.has(field)));
	}

	/** Drops what the server shows too, and what it changed again after taking ours. */
	#letGo(isOutdated: (field: Field) => boolean): void {
		const theirs = this.#theirs;
		if (!theirs) return;
		const all = Object.entries(this.mine.peek()) as [Field, unknown][];
		const left = all.filter(([field, value]) => {
			const isTheirs = this.#acknowledged.has(field) && isShown(theirs, field, value);
			return !isTheirs && !isOutdated(field);
		});
		if (left.length === all.length) return;
		this.mine.value = Object.fromEntries(left) as Fields;
		this.#keep();
	}

	#keep(): void {
		const mine = this.mine.peek();
		if (Object.keys(mine).length === 0) this.ports.storage.removeItem(this.#key);
		else this.ports.storage.setItem(this.#key, JSON.stringify(mine));
	}

	#later(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), ms);
	}
}
