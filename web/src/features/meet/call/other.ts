import type { Call } from '../../../gen/protocol';
import { me } from '../../../state/client';

/** The name of whom I talk with. */
export function otherOf(call: Call): string {
	return call.student === me.value?.account ? call.recruiter_name : call.student_name;
}
