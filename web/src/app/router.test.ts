import { expect, it } from 'vitest';
import { idOf, match, pattern } from './router';

const patterns = [
	pattern('/', 'home'),
	pattern('/zaal/:room', 'room'),
	pattern('/stand/:booth', 'booth'),
];

it('finds the screen and its parameters', () => {
	expect(match(patterns, '/')).toEqual({ target: 'home', params: {} });
	expect(match(patterns, '/zaal/12')).toEqual({ target: 'room', params: { room: '12' } });
	expect(match(patterns, '/nergens')).toBeUndefined();
});

it('survives an address that cannot be decoded', () => {
	expect(match(patterns, '/zaal/%E0%A4%A')?.params).toEqual({ room: '%E0%A4%A' });
});

it('takes only ids for ids', () => {
	expect(idOf('9007199254740991')).toBe(9_007_199_254_740_991);
	for (const text of ['', '0', '-1', '1.5', 'x', '99999999999999999', undefined]) {
		expect(idOf(text)).toBeUndefined();
	}
});
