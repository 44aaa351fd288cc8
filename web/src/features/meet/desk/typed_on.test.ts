import { describe, expect, it } from 'vitest';
import { TypedOn } from './typed_on';

describe('typing on after the field went away', () => {
	it('is words until the hands rest for a second', () => {
		const typed = new TypedOn();
		const field = { isConnected: true };
		typed.enter(field);
		field.isConnected = false;
		typed.look(5_000);
		expect(typed.takes(5_900)).toBe(true);
		expect(typed.takes(6_800)).toBe(true);
		expect(typed.takes(7_800)).toBe(false);
	});

	it('is noticed at the first letter, if at nothing before', () => {
		const typed = new TypedOn();
		const field = { isConnected: true };
		typed.enter(field);
		field.isConnected = false;
		expect(typed.takes(60_000)).toBe(true);
	});

	it('does not silence the keys of who left the field before', () => {
		const typed = new TypedOn();
		const field = { isConnected: true };
		typed.enter(field);
		typed.enter(undefined);
		field.isConnected = false;
		expect(typed.takes(1_000)).toBe(false);
	});
});
