import { expect, it } from 'vitest';
import { nl } from '../../i18n/nl';
import { resultsNl as t } from '../../i18n/results_nl';
import { type Results, rowsOf, sectionsOf } from './sections';
import { whenOf } from './when';

const counts = { students: 12, active: 11, spoken: 10, offers: 0, placements: 2 };
const results: Results = {
	show: {
		seq: 1,
		at_ms: 0,
		least: 10,
		target: 40,
		placements: 4,
		total: { students: 34, active: 30, spoken: 29, offers: 1, placements: 4 },
		schools: [
			{ name: '', counts },
			{ name: 'Zee', counts },
			{ name: 'Rijn', counts },
		],
		levels: [],
		rooms: [],
	},
	lines: { seq: 1, talks: undefined },
	owing: [{ id: 1, name: '=Firma', owed: 2, overdue: 1, oldest_ms: 0 }],
} as unknown as Results;

const sections = sectionsOf(results, { t, levels: nl.levels, roomName: ({ name }) => name });
const section = (key: string) => sections.find(one => one.key === key);

it('puts the others last, and who talked to nobody beside who did', () => {
	expect(section('schools')?.rows.map(({ name }) => name)).toEqual(['Rijn', 'Zee', t.others]);
	expect(section('schools')?.total?.cells).toEqual([
		'34',
		'30',
		'29',
		'5',
		'1',
		'4',
		'100%',
		'10%',
	]);
});

it('says of what is of too few people that it is, and not nothing', () => {
	expect(section('leads')?.instead).toBe(t.tooFew);
	expect(section('talks')?.instead).toBe(t.tooFew);
	expect(section('levels')?.note).toContain(t.notApart);
});

it('has in the file what is on the page', () => {
	const rows = rowsOf([['Verslag']], sections, t);
	expect(rows[0]).toEqual(['Verslag']);
	expect(rows).toContainEqual(['Rijn', '12', '11', '10', '2', '0', '2', '50%', '5%']);
	expect(rows).toContainEqual(['=Firma', '2', '1']);
	expect(rows).toContainEqual([t.tooFew]);
});

it('says of a group which part of all places and of the goal its places are', () => {
	const of = (target: number, placements: number) => {
		const total = { ...counts, placements };
		const show = { ...results.show, target, total, schools: [{ name: 'Rijn', counts }] };
		const all = sectionsOf({ ...results, show }, { t, levels: nl.levels, roomName: () => '' });
		const { head, rows, note } = all[0] ?? { head: [], rows: [] };
		return { head: head.slice(7), cells: rows[0]?.cells.slice(6), note };
	};
	expect(of(40, 8)).toMatchObject({ head: [t.ofPlaces, t.ofTarget], cells: ['25%', '5%'] });
	expect(of(1000, 8)).toMatchObject({ cells: ['25%', t.underOne] });
	expect(of(40, 8).note).toContain(t.notes.target);
	// Without a goal there is nothing to be a part of.
	expect(of(0, 8)).toMatchObject({ head: [t.ofPlaces], cells: ['25%'], note: t.notes.people });
});

it('says the day of the fair with its year, in the zone of the fair', () => {
	const opens_ms = Date.UTC(2026, 10, 26, 17);
	const hours = (n: number) => ({ opens_ms, closes_ms: opens_ms + n * 3_600_000 });
	const { evening, moment } = whenOf({ timezone: 'Europe/Amsterdam' });
	expect(evening(hours(3))).toBe('donderdag 26 november 2026 18:00–21:00');
	expect(evening(hours(7))).toBe('donderdag 26 november 2026 18:00–vrijdag 27 november 2026 01:00');
	expect(moment(opens_ms)).toBe('donderdag 26 november 2026 18:00');
	expect(whenOf({ timezone: 'America/Curacao' }).moment(opens_ms)).toContain('13:00');
});
