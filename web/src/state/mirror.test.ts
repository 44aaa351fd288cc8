import { effect } from '@preact/signals';
import { expect, it } from 'vitest';
import { type Item, Mirror, type Pace } from './mirror';

interface Booth extends Item {
	readonly waiting: number;
}

const item = (id: number, waiting: number): Booth => ({ id, waiting });
const upsert = (id: number, waiting: number) => ({ type: 'booth', item: item(id, waiting) });

it('mirrors a snapshot and what happens after it', () => {
	const mirror = new Mirror();
	const booths = mirror.table<Booth>('booth');
	mirror.snapshot({ booth: [item(1, 0), item(2, 5)] });
	mirror.events([upsert(2, 6), upsert(3, 1), { type: 'booth', gone: 1 }]);
	expect([...booths.value.values()]).toEqual([item(2, 6), item(3, 1)]);
	expect(mirror.isReady.value).toBe(true);
});

it('forgets what a new snapshot does not name', () => {
	const mirror = new Mirror();
	mirror.snapshot({ booth: [item(1, 0)], staff: [{ id: 9 }] });
	mirror.snapshot({ booth: [item(2, 0)] });
	expect([...mirror.table('booth').value.keys()]).toEqual([2]);
	expect(mirror.table('staff').value.size).toBe(0);
});

it('keeps the same object for an item that did not change', () => {
	const mirror = new Mirror();
	const booths = mirror.table<Booth>('booth');
	mirror.snapshot({ booth: [item(1, 0), item(2, 0)] });
	const before = booths.value.get(1);
	mirror.events([upsert(2, 1)]);
	expect(booths.value.get(1)).toBe(before);
});

it('shows only the last value when several come before the next paint', () => {
	let paint: (() => void) | undefined;
	const pace: Pace = flush => {
		paint = flush;
	};
	const mirror = new Mirror(pace);
	const shown: number[] = [];
	const stop = effect(() => {
		const booth = mirror.table<Booth>('booth').value.get(1);
		if (booth) shown.push(booth.waiting);
	});
	mirror.snapshot({ booth: [item(1, 0)] });
	mirror.events([upsert(1, 1)]);
	mirror.events([upsert(1, 2)]);
	expect(shown).toEqual([]);
	paint?.();
	expect(shown).toEqual([2]);
	stop();
});

it('is empty and says why when the topic is refused, until it is not', () => {
	const mirror = new Mirror();
	mirror.snapshot({ booth: [item(1, 0)] });
	mirror.refused({ code: 'forbidden' });
	expect(mirror.refusal.value?.code).toBe('forbidden');
	expect(mirror.table('booth').value.size).toBe(0);
	mirror.snapshot({ booth: [item(1, 0)] });
	expect(mirror.refusal.value).toBeUndefined();
});
