// Made by schema/gen from schema/protocol; do not edit.

/** A mood. */
export type Mood =
	/** Happy. */
	| 'glad'
	/** Not. */
	| 'so_so';

/** A message. */
export interface Post {
	/** the post */
	readonly id: number;
	/** what /* was * / said??/ */
	readonly text: string;
	/** when */
	readonly at_ms: number;
	/** by the booth */
	readonly is_staff: boolean;
}

/** Used before it is declared below. */
export interface Thread {
	/** the thread */
	readonly id: number;
	/** first, and perhaps absent */
	readonly title?: string;
	/** what was said */
	readonly posts: readonly Post[];
	/** how it felt */
	readonly moods?: readonly Mood[];
}

/** Somebody types. */
export interface Typing {
	/** who */
	readonly name?: string;
	/** how fast */
	readonly n?: number;
}

/** What a client may ask. */
export interface Commands {
	/** Say something. */
	'chat.post': {
		kind: 'durable';
		args: {
			/** where */
			readonly room: number;
			/** nested */
			readonly threads: readonly Thread[];
			/** words */
			readonly tags?: readonly string[];
			/** how */
			readonly mood?: Mood;
		};
		reply: {
			/** it */
			readonly post: number;
			/** a number */
			readonly delta: number;
		};
		errors: 'closed';
	};
	/** The engine's own. */
	'follow': {
		kind: 'read';
		args: Record<string, never>;
		reply: Record<string, never>;
		errors: never;
	};
}

/** What a client may follow: items are mirrored, transient events come once. */
export interface Topics {
	/** A chat. */
	chat: {
		kind: 'state';
		items: {
			thread: Thread;
			post: Post;
		};
		transient: {
			typing: Typing;
		};
	};
}

export type Transients = { readonly [K in keyof Topics]: Topics[K]['transient'] };

/** Transient: never stored. Read: asks only. Whatever is not here is durable: answered once committed. */
export const commandKinds = {
	'follow': 'read',
} as const;

/** Log: a frame per commit. State: a frame per tick, the latest values. */
export const topicKinds = {
	chat: 'state',
} as const;

/** Every refusal. */
export const errorCodes = [
	/** Not JSON. */
	'bad_json',
	/** No such field. */
	'unknown_field',
	/** Must be given. */
	'missing_field',
	/** Not "expected". */
	'bad_value',
	/** Over??/ */
	'closed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What the server takes. */
export const limits = {
	frame_bytes: 16384,
	depth: 8,
	values: 256,
	tokens_burst: 60,
} as const;
