/**
 * When a student can come, as two months. They are written as employers write theirs, in Dutch, because the fit reads
 * both (server/features/meet/fit_rules.c).
 */
const MONTHS = [
	'januari',
	'februari',
	'maart',
	'april',
	'mei',
	'juni',
	'juli',
	'augustus',
	'september',
	'oktober',
	'november',
	'december',
];

/** A month as "2027-02"; empty: not known. */
export interface Months {
	readonly from: string;
	readonly until: string;
}

export const NO_MONTHS: Months = { from: '', until: '' };

/** The months that can be chosen, from this moment on. */
export function monthsFrom(ms: number, n: number): readonly string[] {
	const start = new Date(ms);
	return Array.from({ length: n }, (_, i) => {
		const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i, 1));
		return month.toISOString().slice(0, 7);
	});
}

const worded = (month: string): [name: string, year: string] => [
	MONTHS[Number(month.slice(5)) - 1] ?? '',
	month.slice(0, 4),
];

/** "februari t/m juli 2027", "september 2026 t/m januari 2027", "vanaf februari 2027" or nothing. */
export function periodText({ from, until }: Months): string {
	if (!from) return '';
	const [first, firstYear] = worded(from);
	if (!until || until < from) return `vanaf ${first} ${firstYear}`;
	const [last, lastYear] = worded(until);
	if (from === until) return `${first} ${firstYear}`;
	return `${first}${firstYear === lastYear ? '' : ` ${firstYear}`} t/m ${last} ${lastYear}`;
}

const WRITTEN = /^(?:vanaf )?([a-z]+)(?: (\d{4}))?(?: t\/m ([a-z]+) (\d{4}))?$/;

/** What periodText() wrote; undefined: somebody wrote it otherwise. */
export function readPeriod(text: string): Months | undefined {
	if (!text) return NO_MONTHS;
	const [, first, firstYear, last, lastYear] = WRITTEN.exec(text) ?? [];
	const month = (name: string | undefined, year: string | undefined) => {
		const at = MONTHS.indexOf(name ?? '');
		return at < 0 || !year ? '' : `${year}-${String(at + 1).padStart(2, '0')}`;
	};
	const from = month(first, firstYear ?? lastYear);
	const until = last ? month(last, lastYear) : text.startsWith('vanaf') ? '' : from;
	return from ? { from, until } : undefined;
}
