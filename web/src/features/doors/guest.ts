import { computed } from '@preact/signals';
import { participation } from '../../state/me';
import { mineOf } from '../../state/topics';

const myGuests = mineOf('guest');

/** What a student is at the fair that they walk in; undefined: they have not come, or are staff. */
export const myGuest = computed(() =>
	myGuests.value.find(({ id }) => id === participation.value?.fair),
);

/** The fair is full: they wait at the door, and what needs the fair itself is not for them yet. */
export const isOutside = computed(() => myGuest.value?.state === 'waiting');

/** Why what needs the fair itself is not for them; undefined: it is. */
export const keptOut = computed(() =>
	isOutside.value ? 'not_inside' : myGuest.value?.state === 'sent_away' ? 'sent_away' : undefined,
);
