import { expect, it } from 'vitest';
import { backoff } from './backoff';
import { ServerClock } from './clock';

it('waits at most 4 s in the first minute, and at most 30 s later', () => {
	const longest = (attempt: number, lostForMs: number) => backoff(attempt, lostForMs, () => 1);
	expect(longest(0, 0)).toBe(500);
	expect(longest(2, 1_000)).toBe(2_000);
	expect(longest(9, 59_000)).toBe(4_000);
	expect(longest(9, 61_000)).toBe(30_000);
});

it('spreads over the whole span', () => {
	expect(backoff(5, 0, () => 0)).toBe(0);
});

it('takes the least late sample of the server’s clock', () => {
	let now = 1_000;
	const clock = new ServerClock(() => now);
	clock.sample(50_900);
	expect(clock.nowMs()).toBe(50_900);
	now = 2_000;
	clock.sample(51_980);
	expect(clock.nowMs()).toBe(51_980);
	now = 3_000;
	clock.sample(52_480);
	expect(clock.nowMs()).toBeGreaterThan(52_900);
});

it('believes the server after the device’s clock was set', () => {
	let now = 1_000;
	const clock = new ServerClock(() => now);
	clock.sample(1_000);
	now = 90_000;
	clock.sample(2_000);
	expect(clock.nowMs()).toBe(2_000);
});
