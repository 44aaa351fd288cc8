import type { Exhibitor } from '../../gen/protocol';

/** Whom the list of employers shows. Pure. */
export type Filter = 'all' | 'lacking' | 'uninvited' | 'absent';

const DAY_MS = 86_400_000;

export const isAbsent = ({ lacks }: Exhibitor): boolean => lacks.includes('come');

/** As the server has it: who came by themselves needs no invitation. */
export const isUninvited = (one: Exhibitor): boolean =>
	one.contact !== undefined && one.invited_ms === undefined && isAbsent(one);

/** Something is lacking, and they were not written to for a day. */
export function mayRemind(one: Exhibitor, nowMs: number): boolean {
	const last = Math.max(one.invited_ms ?? 0, one.reminded_ms ?? 0);
	return one.contact !== undefined && one.lacks.length > 0 && nowMs - last >= DAY_MS;
}

export function chooses(filter: Filter, one: Exhibitor): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'lacking':
			return one.lacks.length > 0;
		case 'uninvited':
			return one.invited_ms === undefined;
		case 'absent':
			return isAbsent(one);
	}
}
