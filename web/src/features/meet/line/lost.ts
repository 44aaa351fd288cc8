import { computed } from '@preact/signals';
import { myCalls, myEntries } from '../../../state/topics';
import { activeEntries } from './entry';

/** Places that ended without a talk, and want a word. Who stands in the same line again, or talked there since,
 *  need not be told how the last time went wrong. Ids count up with time. */
export const lostEntries = computed(() => {
	const later = [...activeEntries.value, ...myCalls.value.filter(call => call.started_ms)];
	return myEntries.value.filter(
		entry => !later.some(({ id, booth }) => booth === entry.booth && id >= entry.id),
	);
});
