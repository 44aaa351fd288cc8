import type { WallCall } from '../../../gen/protocol';

/** A number that a booth calls, or called a moment ago. */
export interface Called {
	readonly key: string;
	readonly number: number;
	readonly booth: string;
	readonly room: number;
}

export const calledNow = (calls: Iterable<WallCall>): Called[] =>
	[...calls].flatMap(({ id, booth_name, room, numbers }) =>
		numbers.map(number => ({ key: `${id} ${number}`, number, booth: booth_name, room })),
	);

/** What was called before and is no longer, the newest first: who looked away finds their number there. */
export function calledBefore(
	before: readonly Called[],
	were: readonly Called[],
	are: readonly Called[],
	most: number,
): readonly Called[] {
	const now = new Set(are.map(({ key }) => key));
	const ended = were.filter(({ key }) => !now.has(key));
	const fresh = new Set([...now, ...ended.map(({ key }) => key)]);
	return [...ended, ...before.filter(({ key }) => !fresh.has(key))].slice(0, most);
}
