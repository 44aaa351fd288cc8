import { expect, it } from 'vitest';
import type { StudentProgress } from '../../gen/protocol';
import { byNeed, hasNeed, isFound, needs } from './need';

const student = (name: string, is: Partial<StudentProgress> = {}): StudentProgress => ({
	id: 1,
	name,
	programme: 'Zorg',
	level: 'mbo4',
	group: 'Z4A',
	has_come: true,
	has_address: true,
	waiting: 0,
	missed: 0,
	offers: [],
	spoken: 0,
	owed: 0,
	overdue: 0,
	overdue_at: [],
	forward: 0,
	...is,
});

const placed = student('Placed', { spoken: 3, placed_at: 'Booth' });
const forward = student('Forward', { spoken: 1, forward: 1 });
const talked = student('Talked', { spoken: 1 });
const late = student('Late', { spoken: 1, owed: 1, overdue: 1 });
const now = 1_800_000_000_000;
const waits = student('Waits', { waiting: 1, waits_ms: now - 19 * 60_000 });
const long = student('Long', { waiting: 1, waits_ms: now - 20 * 60_000, missed: 1 });
const nothing = student('Nothing');
const { level: _, ...noCard } = student('NoCard');
const absent = student('Absent', { has_come: false });
const everybody = [placed, forward, talked, late, waits, long, nothing, noCard, absent];

it('puts who has least first', () => {
	expect(byNeed(everybody)).toEqual([
		absent,
		noCard,
		nothing,
		long,
		waits,
		late,
		talked,
		forward,
		placed,
	]);
});

it('tells who has nothing yet, who waits for an answer too long, and who has a place', () => {
	const by = Object.fromEntries(
		needs.map(need => [
			need,
			everybody.filter(one => hasNeed(one, need, now)).map(one => one.name),
		]),
	);
	expect(by).toEqual({
		all: everybody.map(one => one.name),
		noCard: ['NoCard'],
		notCome: ['Absent'],
		nothing: ['Nothing', 'NoCard', 'Absent'],
		noTalk: ['Waits', 'Long', 'Nothing', 'NoCard', 'Absent'],
		waits: ['Waits', 'Long'],
		long: ['Long'],
		missed: ['Long'],
		spoken: ['Placed', 'Forward', 'Talked', 'Late'],
		overdue: ['Late'],
		forward: ['Forward'],
		placed: ['Placed'],
	});
});

it('finds by name, class and programme', () => {
	for (const text of ['noth', 'z4', ' ZORG']) expect(isFound(nothing, text), text).toBe(true);
	expect(isFound(nothing, 'lasser')).toBe(false);
});
