import { computed } from '@preact/signals';
import { myEntries } from '../../../state/topics';
import { activeEntries } from './entry';

/** Places that ended without a talk, and want a word. Who stands in the same line again need not be told how
 *  the last time went wrong. */
export const lostEntries = computed(() => {
	const active = activeEntries.value;
	return myEntries.value.filter(
		entry => !active.some(({ id, booth }) => id === entry.id || booth === entry.booth),
	);
});
