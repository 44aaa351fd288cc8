import type { StudentProgress } from '../../gen/protocol';

/** Which students are looked at: by what a coordinator could do for them. */
export const needs = ['all', 'noCard', 'nothing', 'noTalk', 'overdue', 'placed'] as const;
export type Need = (typeof needs)[number];

export function hasNeed(one: StudentProgress, need: Need): boolean {
	const isPlaced = one.placed_at !== undefined;
	switch (need) {
		case 'all':
			return true;
		case 'noCard':
			return one.level === undefined;
		case 'nothing':
			return !isPlaced && one.spoken === 0 && one.waiting === 0;
		case 'noTalk':
			return !isPlaced && one.spoken === 0;
		case 'overdue':
			return one.overdue > 0;
		case 'placed':
			return isPlaced;
	}
}

/** Who has least comes first: no card, nothing yet, in line, talked, on their way, placed. */
function rankOf(one: StudentProgress): number {
	if (one.placed_at !== undefined) return 5;
	if (one.forward > 0) return 4;
	if (one.spoken > 0) return one.overdue > 0 ? 2 : 3;
	return one.waiting > 0 ? 1 : one.level ? 0 : -1;
}

export function byNeed(students: readonly StudentProgress[]): readonly StudentProgress[] {
	return [...students].sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'nl'));
}

export function isFound(one: StudentProgress, text: string): boolean {
	const wanted = text.trim().toLocaleLowerCase('nl');
	return `${one.name} ${one.group} ${one.programme}`.toLocaleLowerCase('nl').includes(wanted);
}
