/** What somebody's spreadsheet calls the columns of an employer, and the rows in their order. Pure. */

export const COLUMNS = [
	'room',
	'employer',
	'city',
	'booth',
	'tagline',
	'about',
	'contact',
	'email',
	'locale',
] as const;
export type Column = (typeof COLUMNS)[number];

/** A row in the order of the columns, and its number in the spreadsheet. */
export interface Row {
	readonly number: number;
	readonly cells: readonly string[];
}

/** Without capitals, accents, spaces and signs; the first name is the one that the template has. */
const names: Readonly<Record<Column, readonly string[]>> = {
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
	email: ['email', 'emailadres', 'mail', 'mailadres', 'emailaddress', 'emailcontactpersoon'],
	locale: ['taal', 'language', 'locale'],
};

/** Without these there is nobody to invite, or nowhere to put them. */
const needed: readonly Column[] = ['room', 'employer', 'contact', 'email'];

const plain = (text: string): string =>
	text
		.normalize('NFD')
		.toLocaleLowerCase('nl')
		.replace(/[^a-z0-9]/g, '');

const columnOf = (head: string): Column | undefined =>
	COLUMNS.find(column => names[column].includes(plain(head)));

/** Above the names may stand a title and such. */
const HEAD_MOST = 10;

export type Found =
	| { readonly rows: readonly Row[] }
	| { readonly missing: readonly Column[] }
	| { readonly twice: Column };

/** The rows of a sheet below its names; or the names that are not there, or are there twice. */
export function rowsOf(sheet: readonly (readonly string[])[]): Found {
	const heads = sheet.slice(0, HEAD_MOST).map(row => row.map(columnOf));
	const known = heads.map(head => head.filter(Boolean).length);
	const at = known.indexOf(Math.max(...known, 0));
	const head = heads[at] ?? [];
	const missing = needed.filter(column => !head.includes(column));
	if (missing.length > 0) return { missing };
	const twice = COLUMNS.find(column => head.indexOf(column) !== head.lastIndexOf(column));
	if (twice) return { twice };
	const places = COLUMNS.map(column => head.indexOf(column));
	const rows = sheet
		.map((row, i) => ({
			number: i + 1,
			cells: COLUMNS.map((column, k) => cellOf(column, row[places[k] ?? -1] ?? '')),
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

/** What nobody typed on purpose is gone: hard spaces, marks that cannot be seen, spaces around and between. */
function cellOf(column: Column, text: string): string {
	const seen = text
		.replace(BREAK, '\n')
		.replace(UNSEEN, '')
		.replace(/[\u00a0\u202f]/g, ' ');
	if (column === 'about') return [...seen.trim()].slice(0, LONGEST_ABOUT).join('');
	const line = [...seen.replace(/\s+/g, ' ').trim()].slice(0, LONGEST).join('');
	if (column === 'email') return line.replace(/^mailto:/i, '');
	return column === 'locale' ? (languages[plain(line)] ?? line) : line;
}
