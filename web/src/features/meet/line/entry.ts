import { computed } from '@preact/signals';
import type { Entry, EntryState, Place } from '../../../gen/protocol';
import { me } from '../../../state/client';
import { myCalls, myEntries, useTopic } from '../../../state/topics';

/** My numbers, and how near each turn is. */

const active: ReadonlySet<EntryState> = new Set([
	'waiting',
	'away',
	'called',
	'in_call',
	'suspended',
]);

export function isActive({ state }: Entry): boolean {
	return active.has(state);
}

export const activeEntries = computed(() => myEntries.value.filter(isActive));

/** The call that I am in as a student, ringing or talking. */
export const myTurn = computed(() =>
	myCalls.value.find(call => call.state !== 'ended' && call.student === me.value?.account),
);

/** There is time for other things: I wait, and nobody calls me now. */
export const isWaiting = computed(
	() => activeEntries.value.length > 0 && myTurn.value === undefined,
);

/** Topic `queue` lists numbers without names: mine is the one with my number. */
export function usePlace(entry: Entry): Place | undefined {
	const topic = useTopic('queue', entry.booth);
	const line = topic.table('line').value.get(entry.booth);
	return line?.places.find(place => place.number === entry.number);
}
