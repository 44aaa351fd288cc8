/** What somebody's spreadsheet calls the columns of a list, and the rows in their order. Pure. */

export type ListKind = 'employers' | 'enrolments';

/** A row in the order of the columns, and its number in the spreadsheet. */
export interface Row {
	readonly number: number;
	readonly cells: readonly string[];
}

const LANGUAGE = ['taal', 'language', 'locale'];
const ADDRESS = ['email', 'emailadres', 'mail', 'mailadres', 'emailaddress'];

/** Without capitals, accents, spaces and signs. */
const names = {
	employers: {
		room: ['zaal', 'sector', 'sectorzaal', 'hal', 'room', 'hall'],
		employer: [
			'bedrijf',
			'bedrijfsnaam',
			'naambedrijf',
			'werkgever',
			'organisatie',
			'leerbedrijf',
			'employer',
			'company',
			'companyname',
			'organisation',
			'organization',
		],
		city: ['plaats', 'stad', 'vestigingsplaats', 'city', 'town', 'place'],
		booth: ['stand', 'standnaam', 'naamstand', 'booth', 'boothname'],
		tagline: ['ineenzin', 'slogan', 'kort', 'tagline', 'inaline'],
		about: ['over', 'omschrijving', 'beschrijving', 'toelichting', 'about', 'description'],
		contact: [
			'contactpersoon',
			'contact',
			'naamcontactpersoon',
			'naam',
			'contactperson',
			'contactname',
			'name',
		],
		email: [...ADDRESS, 'emailcontactpersoon'],
		locale: LANGUAGE,
	},
	enrolments: {
		school: ['school', 'instelling', 'schoolname'],
		programme: [
			'opleiding',
			'crebo',
			'crebocode',
			'opleidingscode',
			'studie',
			'programme',
			'program',
			'course',
		],
		group: ['klas', 'groep', 'lesgroep', 'group', 'class'],
		name: ['naam', 'volledigenaam', 'student', 'leerling', 'deelnemer', 'name', 'fullname'],
		email: [...ADDRESS, 'schoolmail', 'studentmail'],
		locale: LANGUAGE,
	},
} as const satisfies Readonly<Record<ListKind, Readonly<Record<string, readonly string[]>>>>;

export type Column = keyof (typeof names)['employers'] | keyof (typeof names)['enrolments'];

/** In the order in which the server takes them. */
export const columnsOf = (kind: ListKind): readonly Column[] =>
	Object.keys(names[kind]) as Column[];

/** Without these a row is about nobody, or leads nowhere. */
export const needed: Readonly<Record<ListKind, readonly Column[]>> = {
	employers: ['room', 'employer', 'contact', 'email'],
	enrolments: ['programme', 'name', 'email'],
};

const plain = (text: string): string =>
	text
		.normalize('NFD')
		.toLocaleLowerCase('nl')
		.replace(/[^a-z0-9]/g, '');

function columnOf(kind: ListKind, head: string): Column | undefined {
	const called: Readonly<Partial<Record<Column, readonly string[]>>> = names[kind];
	return columnsOf(kind).find(column => called[column]?.includes(plain(head)));
}

/** Above the names may stand a title and such. */
const HEAD_MOST = 10;

export type Found =
	| { readonly rows: readonly Row[] }
	| { readonly missing: readonly Column[] }
	| { readonly twice: Column };

/** The rows of a sheet below its names; or the names that are not there, or are there twice. */
export function rowsOf(kind: ListKind, sheet: readonly (readonly string[])[]): Found {
	const columns = columnsOf(kind);
	const heads = sheet.slice(0, HEAD_MOST).map(row => row.map(head => columnOf(kind, head)));
	const known = heads.map(head => head.filter(Boolean).length);
	const at = known.indexOf(Math.max(...known, 0));
	const head = heads[at] ?? [];
	const missing = needed[kind].filter(column => !head.includes(column));
	if (missing.length > 0) return { missing };
	const twice = columns.find(column => head.indexOf(column) !== head.lastIndexOf(column));
	if (twice) return { twice };
	const places = columns.map(column => head.indexOf(column));
	const rows = sheet
		.map((row, i) => ({
			number: i + 1,
			cells: columns.map((column, k) => cellOf(column, row[places[k] ?? -1] ?? '')),
		}))
		.slice(at + 1)
		.filter(({ cells }) => cells.some(cell => cell !== ''));
	return { rows };
}

/** Beyond what the server takes, so that it still says that it is too long. */
const LONGEST = 400;
const LONGEST_ABOUT = 2200;

const languages: Readonly<Record<string, string>> = {
	nl: 'nl',
	nederlands: 'nl',
	dutch: 'nl',
	en: 'en',
	engels: 'en',
	english: 'en',
};

/** Line breaks, as Word and others have them too. */
const BREAK = /\r\n?|[\v\f\p{Zl}\p{Zp}]/gu;
/** What no reader sees: control characters but tabs and line breaks, marks, and what is no character at all. */
const UNSEEN = /[^\P{Cc}\t\n]|[\u00ad\u200b\u2060\ufeff]|\p{Noncharacter_Code_Point}/gu;

/** What nobody typed on purpose is gone: hard spaces, marks that cannot be seen, spaces around and between. Accents
 *  are one with their letters, or a Mac's "Café" would be another than a PC's. */
function cellOf(column: Column, text: string): string {
	const seen = text
		.normalize('NFC')
		.replace(BREAK, '\n')
		.replace(UNSEEN, '')
		.replace(/[\u00a0\u202f]/g, ' ');
	if (column === 'about') return [...seen.trim()].slice(0, LONGEST_ABOUT).join('');
	const line = [...seen.replace(/\s+/g, ' ').trim()].slice(0, LONGEST).join('');
	if (column === 'email') return line.replace(/^mailto:/i, '');
	return column === 'locale' ? (languages[plain(line)] ?? line) : line;
}
