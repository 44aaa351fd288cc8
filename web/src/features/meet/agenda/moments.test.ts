import { expect, it } from 'vitest';
import type { SlotView } from '../../../gen/protocol';
import { momentsOf } from './moments';

const slot = (id: number, starts_ms: number, is: Partial<SlotView> = {}): SlotView => ({
	id,
	starts_ms,
	ends_ms: starts_ms + 10,
	is_free: true,
	opens_ms: 0,
	is_reserved: false,
	...is,
});

it('shows a moment once, free while any seat is', () => {
	const slots = [slot(1, 200, { is_free: false }), slot(2, 200), slot(3, 100), slot(4, 100)];
	expect(momentsOf(slots, 50).map(({ id }) => id)).toEqual([3, 2]);
	expect(momentsOf([slot(1, 200, { is_free: false })], 50)[0]?.is_free).toBe(false);
});

it('hides what has begun and what coordinators may still give', () => {
	const reserved = slot(1, 200, { is_reserved: true, opens_ms: 150 });
	expect(momentsOf([slot(2, 50), reserved], 100)).toEqual([]);
	expect(momentsOf([reserved], 150)).toEqual([reserved]);
});
