import { expect, it } from 'vitest';
import { everything, sendingFrom } from './sending';

it('reads what the other side says', () => {
	expect(sendingFrom(JSON.stringify(everything))).toEqual(everything);
	expect(sendingFrom('{"sound":false,"picture":true,"isTextOnly":false}')?.sound).toBe(false);
});

it('takes nothing else for it', () => {
	for (const text of ['', '{', 'null', 'undefined']) expect(sendingFrom(text)).toBeUndefined();
	expect(sendingFrom('{"sound":"<b>"}')).toEqual({
		sound: false,
		picture: false,
		isTextOnly: false,
	});
});
