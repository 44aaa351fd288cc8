import { computed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Entry, EntryState, Place } from '../../../gen/protocol';
import { me } from '../../../state/client';
import { hold, myCalls, myEntries, useTopic, type View } from '../../../state/topics';

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

/** The page of the talk that I am in. */
export const talkPath = computed(() => {
	const turn = myTurn.value;
	return turn && turn.state !== 'ringing' ? `/gesprek/${turn.id}` : undefined;
});

/** There is time for other things: I wait, and nobody calls me now. */
export const isWaiting = computed(
	() => activeEntries.value.length > 0 && myTurn.value === undefined,
);

/** Where a number stands, and whether anybody is there to call it. */
export interface MyPlace extends Place {
	readonly isUnstaffed: boolean;
}

/** Topic `queue` lists numbers without names: mine is the one with my number. */
function placeIn(topic: View<'queue'> | undefined, { booth, number }: Entry): MyPlace | undefined {
	const line = topic?.table('line').value.get(booth);
	const place = line?.places.find(one => one.number === number);
	return line && place && { ...place, isUnstaffed: !line.is_staffed };
}

export function usePlace(entry: Entry): MyPlace | undefined {
	return placeIn(useTopic('queue', entry.booth), entry);
}

/** The places of several numbers, in their order. */
export function usePlaces(entries: readonly Entry[]): readonly (MyPlace | undefined)[] {
	const booths = entries.map(({ booth }) => booth).join();
	const held = useMemo(() => entries.map(({ booth }) => hold('queue', booth)), [booths]);
	useEffect(
		() => () => {
			for (const [, release] of held) release();
		},
		[held],
	);
	return entries.map((entry, i) => placeIn(held[i]?.[0], entry));
}
