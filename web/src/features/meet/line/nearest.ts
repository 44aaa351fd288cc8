import type { Entry } from '../../../gen/protocol';
import type { MyPlace } from './entry';

/** A number, and its place as far as that is known. */
export interface InLine {
	readonly entry: Entry;
	readonly place: MyPlace | undefined;
}

/** How far a turn is: now, or its place; who is passed over, or waits where nobody is, comes after all who are
 *  not, but for a number that is lost unless its student comes back at once. */
function distance({ entry, place }: InLine): number {
	if (entry.state === 'called' || entry.state === 'in_call') return 0;
	if (entry.state === 'suspended') return 0.5;
	return (!place?.isUnstaffed && place?.place) || Number.POSITIVE_INFINITY;
}

/** The number whose turn comes first; of those that are equally near the oldest. */
export function nearest(numbers: readonly InLine[]): InLine | undefined {
	return numbers.reduce<InLine | undefined>(
		(first, one) => (first && distance(first) <= distance(one) ? first : one),
		undefined,
	);
}
