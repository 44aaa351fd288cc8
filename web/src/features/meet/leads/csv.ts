/**
 * Rows as RFC 4180 has them, but for a semicolon between cells: a Dutch Excel splits at that and not at
 * a comma. For programs that take some texts for formulas.
 */

/** A byte-order mark: without it Excel reads UTF-8 as something else. */
const BOM = '\uFEFF';

/** Whoever opens the file must not run what a student wrote as their name (OWASP: CSV injection). Full-width signs
 *  are taken for the narrow ones in some languages, and white space before a sign is dropped by some programs. */
const startsFormula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

function cellOf(text: string): string {
	const safe = startsFormula.test(text) ? `'${text}` : text;
	// Always quoted: a program that splits at commas leaves such a cell whole too.
	return `"${safe.replaceAll('"', '""')}"`;
}

export function csvOf(rows: readonly (readonly string[])[]): string {
	return BOM + rows.map(row => `${row.map(cellOf).join(';')}\r\n`).join('');
}
