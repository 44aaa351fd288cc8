/** Same keys, same arguments, other words. */
export type Worded<T> = T extends string
	? string
	: T extends (...args: infer A) => string
		? (...args: A) => string
		: T extends readonly string[]
			? readonly string[]
			: { readonly [K in keyof T]: Worded<T[K]> };
