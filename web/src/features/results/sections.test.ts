import { expect, it } from 'vitest';
import { nl } from '../../i18n/nl';
import { resultsNl as t } from '../../i18n/results_nl';
import { type Results, rowsOf, sectionsOf } from './sections';

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
	expect(section('schools')?.total?.cells).toEqual(['34', '30', '29', '5', '1', '4']);
});

it('says of what is of too few people that it is, and not nothing', () => {
	expect(section('leads')?.instead).toBe(t.tooFew);
	expect(section('talks')?.instead).toBe(t.tooFew);
	expect(section('levels')?.note).toContain(t.notApart);
});

it('has in the file what is on the page', () => {
	const rows = rowsOf([['Verslag']], sections, t);
	expect(rows[0]).toEqual(['Verslag']);
	expect(rows).toContainEqual(['Rijn', '12', '11', '10', '2', '0', '2']);
	expect(rows).toContainEqual(['=Firma', '2', '1']);
	expect(rows).toContainEqual([t.tooFew]);
});
