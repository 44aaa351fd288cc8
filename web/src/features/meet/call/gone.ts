import type { Call } from '../../../gen/protocol';

/** Of two who talk, the other one's page is gone: it is their connection that is waited for. */
export function isOtherGone(call: Call, account: number | undefined): boolean {
	const theirs = call.student === account ? call.recruiter_pair : call.student_pair;
	return call.state === 'interrupted' && theirs === 0;
}
