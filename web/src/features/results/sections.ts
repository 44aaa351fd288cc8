import type {
	BoothOwing,
	Commands,
	LeadResult,
	LevelGroup,
	ResultCounts,
	RoomResult,
	Sector,
} from '../../gen/protocol';
import type { Catalogue } from '../../i18n/nl';
import type { ResultsCatalogue } from '../../i18n/results_nl';

type ResultsShowReply = Commands['results.show']['reply'];
type ResultsLinesReply = Commands['results.lines']['reply'] & Commands['results.waits']['reply'];

/** A report as tables: the page shows them, and the file has the same. */

export interface Row {
	readonly key: string;
	readonly name: string;
	readonly sector?: Sector | undefined;
	readonly cells: readonly string[];
}

export interface Section {
	readonly key: keyof ResultsCatalogue['sections'];
	readonly note?: string;
	/** Of the first column and of the others. */
	readonly head: readonly string[];
	readonly rows: readonly Row[];
	readonly total?: Row;
	/** In place of a table. */
	readonly instead?: string;
}

export interface Results {
	readonly show: ResultsShowReply;
	readonly lines: ResultsLinesReply;
	readonly owing: readonly BoothOwing[];
}

export interface Language {
	readonly t: ResultsCatalogue;
	readonly levels: Catalogue['levels'];
	readonly roomName: (room: RoomResult) => string;
}

const COUNTS = ['students', 'active', 'spoken', 'none', 'offers', 'placements'] as const;
const IN_ROOM = ['students', 'leads', 'unanswered', 'offered', 'placed'] as const;
const LEADS = [
	'queued',
	'spoken',
	'invited',
	'offered',
	'placed',
	'declined_by_employer',
	'declined_by_student',
	'withdrawn',
	'in_time',
	'late',
	'owed',
	'overdue',
] as const;

const MINUTE_MS = 60_000;

const percent = (n: number, of: number) => (of ? Math.round((100 * n) / of) : 0);

/** What the places of a group are a part of: all places, and what the whole fair is for. Groups have no goal. */
interface Whole {
	readonly t: ResultsCatalogue;
	readonly placed: number;
	/** 0: there is none. */
	readonly target: number;
}

const shareHeads = ({ t, target }: Whole) => [t.ofPlaces, ...(target ? [t.ofTarget] : [])];

function shareCells(placed: number, whole: Whole): readonly string[] {
	const { t, target } = whole;
	const share = (of: number) => {
		const part = percent(placed, of);
		return placed && !part ? t.underOne : t.share(part);
	};
	return [whole.placed ? share(whole.placed) : '', ...(target ? [share(target)] : [])];
}

function countsRow(key: string, name: string, counts: ResultCounts, whole: Whole): Row {
	const of = { ...counts, none: counts.students - counts.spoken };
	const shares = shareCells(counts.placements, whole);
	return { key, name, cells: [...COUNTS.map(one => String(of[one])), ...shares] };
}

function notesOf(t: ResultsCatalogue, isTold: boolean, note: string, target: number): string {
	return [isTold ? '' : t.notApart, note, target ? t.notes.target : ''].filter(Boolean).join(' ');
}

type Groups = readonly { readonly name: string; readonly counts: ResultCounts }[];

function peopleSection(
	key: 'schools' | 'levels',
	{ t }: Language,
	{ total, target }: ResultsShowReply,
	groups: Groups,
): Section {
	const whole = { t, target, placed: total?.placements ?? 0 };
	const first = key === 'schools' ? t.school : t.level;
	const head = [first, ...COUNTS.map(one => t.counts[one]), ...shareHeads(whole)];
	if (!total) return { key, head, rows: [], instead: t.tooFew };
	return {
		key,
		head,
		note: notesOf(t, groups.length > 0, t.notes.people, target),
		rows: groups.map(({ name, counts }) => countsRow(name, name, counts, whole)),
		total: countsRow('total', t.total, total, whole),
	};
}

function schools({ schools }: ResultsShowReply, { t }: Language): Groups {
	// The others together come last.
	return schools
		.toSorted((a, b) => Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name, 'nl'))
		.map(({ name, counts }) => ({ name: name || t.others, counts }));
}

function levelName(group: LevelGroup, { t, levels }: Language): string {
	return group === 'others' ? t.others : group === 'unsaid' ? t.unsaid : levels[group];
}

function roomCells(leads: LeadResult, students: number | undefined, whole: Whole) {
	const { offered, placed, owed, overdue } = leads;
	const of = { students, leads: leads.leads, offered, placed, unanswered: owed + overdue };
	const cells = IN_ROOM.map(one => (of[one] === undefined ? '' : String(of[one])));
	return [...cells, ...shareCells(placed, whole)];
}

function roomsSection({ leads, rooms, target }: ResultsShowReply, language: Language): Section {
	const { t, roomName } = language;
	const whole = { t, target, placed: leads?.placed ?? 0 };
	const head = [t.room, ...IN_ROOM.map(one => t.inRoom[one]), ...shareHeads(whole)];
	if (!leads) return { key: 'rooms', head, rows: [], instead: t.tooFew };
	return {
		key: 'rooms',
		head,
		note: notesOf(t, rooms.length > 0, t.notes.rooms, target),
		rows: rooms.map((room, i) => ({
			key: String(i),
			name: room.name ? roomName(room) : t.others,
			cells: roomCells(room.leads, room.students, whole),
			sector: room.sector,
		})),
		total: { key: 'total', name: t.total, cells: roomCells(leads, undefined, whole) },
	};
}

interface Figures<K extends string> {
	readonly key: Section['key'];
	readonly words: Readonly<Record<K, string>>;
	readonly order: readonly K[];
	/** Absent: of too few people. */
	readonly values: Readonly<Record<K, number>> | undefined;
	readonly whole: number;
	readonly note?: string;
}

/** What came of something, a line each: how often, and how large a part of it all that is. */
function figuresSection<K extends string>(of: Figures<K>, t: ResultsCatalogue): Section {
	const { key, words, order, values, whole, note } = of;
	const head = [t.outcome, t.number, t.part];
	if (!values) return { key, head, rows: [], instead: t.tooFew };
	const rows = order.map(one => {
		const isSpan = one === 'p50' || one === 'p90';
		const number = isSpan ? t.minutes(Math.round(values[one] / MINUTE_MS)) : String(values[one]);
		const part = isSpan || values[one] === whole ? '' : t.share(percent(values[one], whole));
		return { key: one, name: words[one], cells: [number, part] };
	});
	return { key, head, rows, ...(note && { note }) };
}

const ENTRIES = ['done', 'left', 'missed', 'removed', 'closed'] as const;
const BOOKINGS = ['done', 'no_show', 'missed_by_employer', 'cancelled'] as const;
const TALKS = ['talks', 'p50', 'p90', 'hung_up', 'time', 'lost', 'other'] as const;
const WAITS = ['waits', 'p50', 'p90', 'within_p50', 'within_p90'] as const;

function sumOf<K extends string>(of: Readonly<Record<K, number>> | undefined, keys: readonly K[]) {
	return of ? keys.reduce((sum, key) => sum + of[key], 0) : 0;
}

const spans = <T extends { readonly p50_ms: number; readonly p90_ms: number }>(of: T | undefined) =>
	of && { ...of, p50: of.p50_ms, p90: of.p90_ms };

function linesSections(
	{ talks, waits, entries, bookings }: ResultsLinesReply,
	t: ResultsCatalogue,
) {
	return [
		figuresSection(
			{
				key: 'talks',
				words: t.talks,
				order: TALKS,
				values: spans(talks),
				whole: talks?.talks ?? 0,
			},
			t,
		),
		figuresSection(
			{
				key: 'waits',
				words: t.waits,
				order: WAITS,
				values: spans(waits),
				whole: waits?.waits ?? 0,
				note: t.notes.waits,
			},
			t,
		),
		figuresSection(
			{
				key: 'entries',
				words: t.entries,
				order: ENTRIES,
				values: entries,
				whole: sumOf(entries, ENTRIES),
			},
			t,
		),
		figuresSection(
			{
				key: 'bookings',
				words: t.bookings,
				order: BOOKINGS,
				values: bookings,
				whole: sumOf(bookings, BOOKINGS),
			},
			t,
		),
	];
}

/** Of employers, not of people: which booth owes how many answers is said by name. */
function owingSection(owing: readonly BoothOwing[], t: ResultsCatalogue): Section {
	const head = [t.booth, t.owed, t.overdue];
	if (owing.length === 0) return { key: 'owing', head, rows: [], instead: t.nobodyOwes };
	return {
		key: 'owing',
		head,
		note: t.notes.owing,
		rows: owing.map(({ id, name, owed, overdue }) => ({
			key: String(id),
			name,
			cells: [String(owed), String(overdue)],
		})),
	};
}

export function sectionsOf(
	{ show, lines, owing }: Results,
	language: Language,
): readonly Section[] {
	const { t } = language;
	const levels = show.levels.map(({ group, counts }) => ({
		name: levelName(group, language),
		counts,
	}));
	return [
		peopleSection('schools', language, show, schools(show, language)),
		peopleSection('levels', language, show, levels),
		roomsSection(show, language),
		figuresSection(
			{
				key: 'leads',
				words: t.leads,
				order: LEADS,
				values: show.leads,
				whole: show.leads?.leads ?? 0,
			},
			t,
		),
		...linesSections(lines, t),
		owingSection(owing, t),
	];
}

/** What a file says above its tables, and then all of them, with an empty line between. */
export function rowsOf(
	above: readonly (readonly string[])[],
	sections: readonly Section[],
	t: ResultsCatalogue,
): readonly (readonly string[])[] {
	const tables = sections.flatMap(({ key, head, rows, total, instead }) => [
		[],
		[t.sections[key]],
		...(instead ? [[instead]] : [[...head]]),
		...[...rows, ...(total ? [total] : [])].map(({ name, cells }) => [name, ...cells]),
	]);
	return [...above, ...tables];
}
