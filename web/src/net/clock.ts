/**
 * What the server's clock says. Countdowns are the server's, and phones are often minutes off.
 *
 * A sample is late by the time that it travelled, never early. So a later-looking sample is a better
 * one and is taken at once, while an earlier-looking one only pulls slowly (drift of the device).
 */
export class ServerClock {
	#offset = 0;
	#hasSample = false;

	constructor(private readonly now: () => number = Date.now) {}

	sample(serverMs: number): void {
		const offset = serverMs - this.now();
		const isFirst = !this.#hasSample;
		// More than a few seconds of difference is not travel: somebody set the device's clock.
		const isJump = Math.abs(offset - this.#offset) > 5_000;
		if (isFirst || isJump || offset > this.#offset) this.#offset = offset;
		else this.#offset += (offset - this.#offset) * 0.1;
		this.#hasSample = true;
	}

	nowMs(): number {
		return this.now() + this.#offset;
	}
}
