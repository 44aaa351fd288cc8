import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Polite } from './polite';

let said: string[];
let polite: Polite;

beforeEach(() => {
	vi.useFakeTimers();
	said = [];
	polite = new Polite(text => said.push(text));
});
afterEach(() => void vi.useRealTimers());

it('says different things one after the other, in their order', () => {
	polite.add('a time came free', 'offer');
	polite.add('somebody hands you over', 'handover');
	polite.add('two before you', 'place');
	vi.advanceTimersByTime(0);
	expect(said).toEqual(['a time came free']);
	vi.advanceTimersByTime(9_999);
	expect(said).toHaveLength(1);
	vi.advanceTimersByTime(20_001);
	expect(said).toEqual(['a time came free', 'somebody hands you over', 'two before you']);
});

it('says of one thing only the newest word, and in the turn of the first', () => {
	polite.add('a time came free', 'offer');
	vi.advanceTimersByTime(0);
	polite.add('two before you', 'place');
	polite.add('somebody hands you over', 'handover');
	polite.add('one before you', 'place');
	vi.advanceTimersByTime(60_000);
	expect(said).toEqual(['a time came free', 'one before you', 'somebody hands you over']);
});

it('does not say what was taken back, and says again what came after', () => {
	const takeBack = polite.add('two before you', 'place');
	takeBack();
	vi.advanceTimersByTime(60_000);
	expect(said).toEqual([]);
	polite.add('one before you', 'place');
	takeBack();
	vi.advanceTimersByTime(0);
	expect(said).toEqual(['one before you']);
});
