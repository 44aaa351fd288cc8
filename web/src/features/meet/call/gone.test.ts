import { expect, it } from 'vitest';
import type { Call } from '../../../gen/protocol';
import { isOtherGone } from './gone';

const STUDENT = 1;
const RECRUITER = 2;
const call = (is: Partial<Call>): Call =>
	({
		student: STUDENT,
		recruiter: RECRUITER,
		state: 'interrupted',
		student_pair: 3,
		recruiter_pair: 4,
		...is,
	}) as Call;

it('tells each side whose connection is lost', () => {
	const without = call({ recruiter_pair: 0 });
	expect(isOtherGone(without, STUDENT)).toBe(true);
	expect(isOtherGone(without, RECRUITER)).toBe(false);
	expect(isOtherGone(call({ student_pair: 0 }), RECRUITER)).toBe(true);
});

it('says nothing of who is not there yet, or while both are', () => {
	expect(isOtherGone(call({ state: 'connecting', recruiter_pair: 0 }), STUDENT)).toBe(false);
	expect(isOtherGone(call({}), STUDENT)).toBe(false);
});
