import { expect, it } from 'vitest';
import { calledBefore, calledNow } from './called';

const call = (id: number, ...numbers: number[]) => ({ id, booth_name: `B${id}`, room: 1, numbers });

it('keeps in sight what was called a moment ago, until it is called again', () => {
	const first = calledNow([call(1, 7, 6), call(2, 3)]);
	expect(first.map(({ booth, number }) => `${booth} ${number}`)).toEqual(['B1 7', 'B1 6', 'B2 3']);
	const then = calledNow([call(2, 3)]);
	let before = calledBefore([], first, then, 4);
	expect(before.map(({ key }) => key)).toEqual(['1 7', '1 6']);
	before = calledBefore(before, then, calledNow([call(1, 6)]), 2);
	expect(before.map(({ key }) => key)).toEqual(['2 3', '1 7']);
});
