import { parse } from 'csv-parse/browser/esm/sync';

/** Text as a sheet, whatever program made it. */

export type Sheet = readonly (readonly string[])[];

/** UTF-8 with or without a mark, "Unicode text", or else what an old Excel writes in this part of the world. */
export function textOf(bytes: Uint8Array): string | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	// No text has these; an old spreadsheet (.xls) has many.
	if (bytes.includes(0)) return undefined;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** Excel's own way to say what stands between cells. */
const SEPARATOR = /^sep=(.)(?=\r?\n)/;

const SIGNS = [';', '\t', ','] as const;
/** Names of columns stand in one of the first lines. */
const LOOKED_AT = 10;

/** The sign that stands most often between cells: semicolons where Excel speaks Dutch, else commas or tabs. */
function separatorOf(text: string): string {
	const lines = text
		.split('\n', LOOKED_AT)
		.join('\n')
		.replace(/"[^"]*"/g, '');
	const counts = SIGNS.map(sign => lines.split(sign).length);
	return SIGNS[counts.indexOf(Math.max(...counts))] ?? ';';
}

/** Undefined: a quote is opened and not closed. Lines may have more cells than their names, or fewer. */
export function sheetOfText(text: string): Sheet | undefined {
	const said = SEPARATOR.exec(text)?.[1];
	const rest = said ? text.replace(SEPARATOR, '') : text;
	try {
		return parse(rest, {
			delimiter: said ?? separatorOf(rest),
			relax_column_count: true,
			relax_quotes: true,
		});
	} catch {
		return undefined;
	}
}
