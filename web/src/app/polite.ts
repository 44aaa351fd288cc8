const EVERY_MS = 10_000;

/**
 * Words that can wait, said one after the other and so far apart that nothing chatters. Different
 * things all have their turn; of one thing only the newest word does.
 */
export class Polite {
	readonly #waiting = new Map<string, string>();
	#isBusy = false;

	constructor(private readonly say: (text: string) => void) {}

	/** Takes the place of what was not said yet about the same; calling the result takes it back. */
	add(text: string, about: string): () => void {
		this.#waiting.set(about, text);
		if (!this.#isBusy) this.#after(0);
		return () => {
			if (this.#waiting.get(about) === text) this.#waiting.delete(about);
		};
	}

	#after(ms: number): void {
		this.#isBusy = true;
		setTimeout(() => this.#next(), ms);
	}

	#next(): void {
		this.#isBusy = false;
		const [first] = this.#waiting;
		if (!first) return;
		const [about, text] = first;
		this.#waiting.delete(about);
		this.say(text);
		this.#after(EVERY_MS);
	}
}
