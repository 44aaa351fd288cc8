import { computed, signal } from '@preact/signals';
import { participation } from '../../state/me';

/** The fair whose lobby was last looked at here: a room's own address does not name its fair. */
export const lastLobby = signal<number | undefined>(undefined);

export const walkedFair = computed(() => lastLobby.value ?? participation.value?.fair);

export const lobbyPath = computed(() => {
	const at = participation.value;
	const fair = walkedFair.value;
	if (fair === undefined || (at?.role === 'student' && at.fair === fair)) return '/';
	return `/beurs/${fair}`;
});
