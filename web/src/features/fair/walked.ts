import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { participation } from '../../state/me';

/** The fair that was last looked at here. */
const last = signal<number | undefined>(undefined);

export const walkedFair = computed(() => last.value ?? participation.value?.fair);

/** This page is of that fair: its words, clocks and announcements are what goes with it. */
export function useWalk(fair: number | undefined): void {
	useEffect(() => {
		if (fair !== undefined) last.value = fair;
	}, [fair]);
}

export const lobbyPath = computed(() => {
	const at = participation.value;
	const fair = walkedFair.value;
	if (fair === undefined || (at?.role === 'student' && at.fair === fair)) return '/';
	return `/beurs/${fair}`;
});
