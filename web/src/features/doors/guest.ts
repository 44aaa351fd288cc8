import { computed } from '@preact/signals';
import { participation } from '../../state/me';
import { mineOf } from '../../state/topics';
import { walkedFair } from '../fair/walked';

const myGuests = mineOf('guest');

const guestAt = (fair: number | undefined) => myGuests.value.find(({ id }) => id === fair);

/** What a student is at their own fair; undefined: they have not come, or are staff. */
export const myGuest = computed(() => guestAt(participation.value?.fair));

/** That fair is full: they wait at its door. */
export const isOutside = computed(() => myGuest.value?.state === 'waiting');

/** Why what needs the fair that is looked at is not for them; undefined: it is. */
export const keptOut = computed(() => {
	const state = guestAt(walkedFair.value)?.state;
	return state === 'waiting' ? 'not_inside' : state === 'sent_away' ? state : undefined;
});
