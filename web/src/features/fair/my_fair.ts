import type { FairState } from '../../gen/protocol';
import { myFair } from '../../state/me';
import { useTopic } from '../../state/topics';

/** Whether a fair has begun, or is over; undefined until that is known. */
export function useFairState(fair: number | undefined): FairState | undefined {
	return useTopic('fair', fair)
		?.table('fair')
		.value.get(fair ?? 0)?.state;
}

export const useMyFairState = (): FairState | undefined => useFairState(myFair.value);
