import { expect, it } from 'vitest';
import type { ConsoleLead } from '../../../gen/protocol';
import { everything, grouped, groupOf, isLate, isTakenAlong, isWanted, tagsOf } from './group';

let nextId = 1;

const lead = (is: Partial<ConsoleLead>): ConsoleLead => ({
	id: nextId++,
	state: 'spoken',
	owner_name: '',
	rating: 0,
	note: '',
	reason: '',
	tags: [],
	placement_title: '',
	is_shared_by_us: false,
	account: 1,
	is_blocked: false,
	is_shared_by_them: false,
	card: {
		name: 'Yusuf A.',
		school: 'mboRijnland',
		programme: 'Zorg',
		looking_for: '',
		area: '',
		period: '',
		about: '',
		can: [],
		learn: [],
	},
	...is,
});

it('groups leads by what has to be done', () => {
	expect(groupOf(lead({ state: 'queued' }))).toBe('waiting');
	expect(groupOf(lead({ state: 'queued', missed: 'left' }))).toBe('missed');
	expect(groupOf(lead({ state: 'spoken', due_ms: 5 }))).toBe('owed');
	expect(groupOf(lead({ state: 'spoken', answer: 'maybe' }))).toBe('progress');
	expect(groupOf(lead({ state: 'invited' }))).toBe('progress');
	// Talked to again since: that talk is owed an answer too.
	expect(groupOf(lead({ state: 'offered', due_ms: 5 }))).toBe('owed');
	expect(groupOf(lead({ state: 'placed' }))).toBe('placed');
	expect(groupOf(lead({ state: 'declined_by_employer' }))).toBe('ended');
	expect(groupOf(lead({ state: 'withdrawn' }))).toBe('ended');
});

it('puts the oldest debt first, and the nearest appointment', () => {
	const young = lead({ due_ms: 9 });
	const old = lead({ due_ms: 3 });
	expect(grouped([young, old], everything).owed).toEqual([old, young]);
	const someday = lead({ state: 'invited' });
	const soon = lead({ state: 'invited', next_on_ms: 7 });
	expect(grouped([someday, soon], everything).progress).toEqual([soon, someday]);
	const before = lead({ state: 'queued', missed: 'left', missed_ms: 1 });
	const justNow = lead({ state: 'queued', missed: 'left', missed_ms: 2 });
	expect(grouped([before, justNow], everything).missed).toEqual([justNow, before]);
});

it('is late from the very moment that the term ends', () => {
	expect(isLate(lead({ due_ms: 100 }), 99)).toBe(false);
	expect(isLate(lead({ due_ms: 100 }), 100)).toBe(true);
	expect(isLate(lead({}), 100)).toBe(false);
});

it('finds by name, programme and tag, and filters by tag, owner and placement', () => {
	const one = lead({ tags: ['avond'], owner: 4, placement: 8 });
	for (const text of ['yus', ' ZORG ', 'avo', ''])
		expect(isWanted(one, { ...everything, text }), text).toBe(true);
	expect(isWanted(one, { ...everything, text: 'lasser' })).toBe(false);
	expect(isWanted(one, { ...everything, tag: 'avond' })).toBe(true);
	expect(isWanted(one, { ...everything, tag: 'av' })).toBe(false);
	expect(isWanted(one, { ...everything, owner: 4 })).toBe(true);
	expect(isWanted(one, { ...everything, owner: 5 })).toBe(false);
	expect(isWanted(one, { ...everything, owner: -1 })).toBe(false);
	expect(isWanted(lead({}), { ...everything, owner: -1 })).toBe(true);
	expect(isWanted(one, { ...everything, placement: 8 })).toBe(true);
	expect(isWanted(lead({}), { ...everything, placement: 8 })).toBe(false);
	expect(tagsOf([one, lead({ tags: ['zorg', 'avond'] })])).toEqual(['avond', 'zorg']);
});

it('leaves who took their card back out of files', () => {
	expect(isTakenAlong(lead({}))).toBe(true);
	expect(isTakenAlong(lead({ state: 'withdrawn' }))).toBe(false);
});
