import { expect, it } from 'vitest';
import type { Exhibitor } from '../../gen/protocol';
import { chooses, isUninvited, mayRemind } from './state';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const fresh: Exhibitor = {
	id: 1,
	name: 'Firm',
	room: 2,
	contact: 'Kim',
	email: 'kim@firm.example',
	placements: 0,
	staff: 1,
	times: 0,
	lacks: ['come', 'placements'],
};

it('who was not invited is invited before they are reminded', () => {
	expect(isUninvited(fresh)).toBe(true);
	expect(isUninvited({ ...fresh, invited_ms: NOW })).toBe(false);
	expect(isUninvited({ ...fresh, lacks: ['placements'] })).toBe(false);
	const { contact: _, email: __, ...nobody } = fresh;
	expect(isUninvited(nobody)).toBe(false);
	expect(mayRemind(nobody, NOW)).toBe(false);
});

it('nobody is reminded twice a day, nor of nothing', () => {
	const invited = { ...fresh, invited_ms: NOW - DAY };
	expect(mayRemind(invited, NOW)).toBe(true);
	expect(mayRemind(invited, NOW - 1)).toBe(false);
	expect(mayRemind({ ...invited, reminded_ms: NOW - 1 }, NOW)).toBe(false);
	expect(mayRemind({ ...invited, lacks: [] }, NOW)).toBe(false);
});

it('the list shows whom one looks for', () => {
	const ready = { ...fresh, invited_ms: NOW, lacks: [] };
	for (const filter of ['lacking', 'uninvited', 'absent'] as const) {
		expect(chooses(filter, fresh)).toBe(true);
		expect(chooses(filter, ready)).toBe(false);
	}
	expect(chooses('all', ready)).toBe(true);
});
