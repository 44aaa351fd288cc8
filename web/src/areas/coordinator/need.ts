import type { StudentProgress } from '../../gen/protocol';

/** Which students are looked at: by what a coordinator could do for them. */
export const needs = [
	'all',
	'notCome',
	'noCard',
	'nothing',
	'noTalk',
	'waits',
	'long',
	'missed',
	'spoken',
	'overdue',
	'forward',
	'placed',
] as const;
export type Need = (typeof needs)[number];

/** Somebody else may be sooner by now. */
const LONG_MS = 20 * 60_000;

export function waitsLong({ waits_ms }: StudentProgress, nowMs: number): boolean {
	return waits_ms !== undefined && nowMs - waits_ms >= LONG_MS;
}

export function hasNeed(one: StudentProgress, need: Need, nowMs: number): boolean {
	const isPlaced = one.placed_at !== undefined;
	switch (need) {
		case 'all':
			return true;
		case 'notCome':
			return !one.has_come;
		case 'noCard':
			return one.level === undefined;
		case 'nothing':
			return !isPlaced && one.spoken === 0 && one.waiting === 0;
		case 'noTalk':
			return !isPlaced && one.spoken === 0;
		case 'waits':
			return one.waits_ms !== undefined;
		case 'long':
			return waitsLong(one, nowMs);
		case 'missed':
			return one.missed > 0;
		case 'spoken':
			return one.spoken > 0;
		case 'overdue':
			return one.overdue > 0;
		case 'forward':
			return !isPlaced && one.forward > 0;
		case 'placed':
			return isPlaced;
	}
}

/** Who has least comes first: not here, no card, nothing yet, in line, talked, on their way, placed. */
function rankOf(one: StudentProgress): number {
	if (one.placed_at !== undefined) return 5;
	if (one.forward > 0) return 4;
	if (one.spoken > 0) return one.overdue > 0 ? 2 : 3;
	if (one.waiting > 0) return 1;
	if (!one.has_come) return -2;
	return one.level ? 0 : -1;
}

/** Of who stand equal, who waits longest or missed most first. */
export function byNeed(students: readonly StudentProgress[]): readonly StudentProgress[] {
	const waits = ({ waits_ms = Number.MAX_SAFE_INTEGER }: StudentProgress) => waits_ms;
	return [...students].sort(
		(a, b) =>
			rankOf(a) - rankOf(b) ||
			waits(a) - waits(b) ||
			b.missed - a.missed ||
			a.name.localeCompare(b.name, 'nl'),
	);
}

export function isFound(one: StudentProgress, text: string): boolean {
	const wanted = text.trim().toLocaleLowerCase('nl');
	return `${one.name} ${one.group} ${one.programme}`.toLocaleLowerCase('nl').includes(wanted);
}
