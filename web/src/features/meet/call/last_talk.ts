import { computed } from '@preact/signals';
import type { Call } from '../../../gen/protocol';
import { me } from '../../../state/client';
import { myCalls } from '../../../state/topics';

/** The talk that I had last, for an hour; none while another one goes on. */
export const lastTalk = computed(() => {
	const mine = myCalls.value.filter(
		call => call.started_ms !== undefined && call.student === me.value?.account,
	);
	const newest = mine.reduce<Call | undefined>(
		(last, one) => (last && last.id > one.id ? last : one),
		undefined,
	);
	return newest?.state === 'ended' ? newest : undefined;
});
