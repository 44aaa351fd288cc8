/**
 * Frames in the order of arrival. Large ones come as raw deflate, and inflating is asynchronous:
 * whatever comes behind such a frame waits for it. Text with nothing before it passes at once.
 */
export class Inbox {
	#tail: Promise<void> | undefined;
	#isClosed = false;

	constructor(
		private readonly deliver: (message: unknown) => void,
		private readonly refuse: (cause: unknown) => void,
	) {}

	push(data: unknown): void {
		if (typeof data === 'string' && !this.#tail) {
			this.#read(data);
			return;
		}
		const tail: Promise<void> = (this.#tail ?? Promise.resolve())
			.then(() => (typeof data === 'string' ? data : inflate(data as ArrayBuffer)))
			.then(
				text => this.#read(text),
				cause => this.#fail(cause),
			)
			.then(() => {
				if (this.#tail === tail) this.#tail = undefined;
			});
		this.#tail = tail;
	}

	/** The socket is gone: what still waits belongs to nobody. */
	close(): void {
		this.#isClosed = true;
	}

	#read(text: string): void {
		if (this.#isClosed) return;
		let message: unknown;
		try {
			message = JSON.parse(text);
		} catch (cause) {
			this.#fail(cause);
			return;
		}
		this.deliver(message);
	}

	#fail(cause: unknown): void {
		if (!this.#isClosed) this.refuse(cause);
	}
}

function inflate(data: ArrayBuffer): Promise<string> {
	const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return new Response(stream).text();
}
