import type { FairState } from '../../gen/protocol';
import { participation } from '../../state/me';
import { useTopic } from '../../state/topics';

/** Whether the fair that I walk in has begun, or is over; undefined until that is known. */
export function useMyFairState(): FairState | undefined {
	const fair = participation.value?.fair;
	return useTopic('fair', fair)
		?.table('fair')
		.value.get(fair ?? 0)?.state;
}
