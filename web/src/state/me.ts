import { computed } from '@preact/signals';
import type { Participation, Role } from '../gen/protocol';
import { me } from './client';

/** Where somebody works or walks: the fair that they chose, or that comes first. */
export const participation = computed<Participation | undefined>(() => me.value?.participations[0]);

/** What somebody is at a fair, before all else that they are there. */
export function partAt(fair: number | undefined): Participation | undefined {
	return me.value?.participations.find(one => one.fair === fair);
}

/** Whether somebody is one of these at a fair, whichever they chose and whatever else they are there. */
export function isAt(fair: number | undefined, ...roles: readonly Role[]): boolean {
	return !!me.value?.participations.some(one => one.fair === fair && roles.includes(one.role));
}

/** What somebody is at a booth: it tells an employer's people of one fair from those of another. */
export function partAtBooth(booth: number): Participation | undefined {
	return me.value?.participations.find(one => one.booth === booth);
}

/** The fair that somebody walks in: what comes first may be another, where they work. */
export const myFair = computed(
	() => me.value?.participations.find(({ role }) => role === 'student')?.fair,
);

export const isStudent = computed(() => participation.value?.role === 'student');

const staffRoles: ReadonlySet<Role> = new Set(['recruiter', 'manager']);

export function isBoothStaff(role: Role | undefined): boolean {
	return role !== undefined && staffRoles.has(role);
}

/** The page on which the work of a role begins. */
export function pathOf({ role, fair, booth }: Participation): string {
	if (isBoothStaff(role) && booth !== undefined) return `/console/${booth}`;
	if (role === 'organiser') return `/beheer/${fair}`;
	if (role === 'coordinator') return `/studenten/${fair}`;
	return role === 'student' ? '/' : `/beurs/${fair}`;
}

/** The page on which a person's work begins. */
export const homePath = computed(() => {
	const at = participation.value;
	if (at) return pathOf(at);
	return me.value?.is_admin ? '/beheer' : '/';
});
