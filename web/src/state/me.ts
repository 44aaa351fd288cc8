import { computed } from '@preact/signals';
import type { Participation, Role } from '../gen/protocol';
import { me } from './client';

/** Where somebody works or walks: the fair that they chose, or that comes first. */
export const participation = computed<Participation | undefined>(() => me.value?.participations[0]);

/** What somebody is at a fair, whichever they chose. */
export function partAt(fair: number | undefined): Participation | undefined {
	return me.value?.participations.find(one => one.fair === fair);
}

export const isStudent = computed(() => participation.value?.role === 'student');

const staffRoles: ReadonlySet<Role> = new Set(['recruiter', 'manager']);

export function isBoothStaff(role: Role | undefined): boolean {
	return role !== undefined && staffRoles.has(role);
}

/** The page on which a person's work begins. */
export const homePath = computed(() => {
	const at = participation.value;
	if (!at) return me.value?.is_admin ? '/beheer' : '/';
	if (isBoothStaff(at.role) && at.booth !== undefined) return `/console/${at.booth}`;
	if (at.role === 'organiser') return `/beheer/${at.fair}`;
	if (at.role === 'coordinator') return `/studenten/${at.fair}`;
	return at.role === 'student' ? '/' : `/beurs/${at.fair}`;
});
