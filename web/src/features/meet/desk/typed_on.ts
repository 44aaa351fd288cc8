const QUIET_MS = 1_000;

/** Whoever types does not stop the moment that their text field goes away: what they type then is still
 *  words, and no shortcut, until their hands rest. */
export class TypedOn {
	#field: { readonly isConnected: boolean } | undefined;
	#untilMs = 0;

	/** The text field that now has the focus, or none. */
	enter(field: { readonly isConnected: boolean } | undefined): void {
		this.#field = field;
	}

	/** The page may have changed. */
	look(nowMs: number): void {
		if (!this.#field || this.#field.isConnected) return;
		this.#field = undefined;
		this.#untilMs = nowMs + QUIET_MS;
	}

	/** Whether a key pressed now still belongs to the sentence. */
	takes(nowMs: number): boolean {
		this.look(nowMs);
		if (nowMs >= this.#untilMs) return false;
		this.#untilMs = nowMs + QUIET_MS;
		return true;
	}
}
