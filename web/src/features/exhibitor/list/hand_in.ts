import type { ImportRow, StagedImport } from '../../../gen/protocol';
import type { Result, WireError } from '../../../net/wire';
import { call } from '../../../state/client';
import { patiently } from '../../../state/patiently';
import { type Column, type ListKind, type Row, rowsOf } from './columns';
import { piecesOf } from './pieces';
import type { Sheet } from './read';

export const ROWS_MOST = 1000;

/** Why a file cannot be handed in. */
export type Wrong =
	| { readonly why: 'unreadable' | 'empty' }
	| { readonly why: 'missing'; readonly columns: readonly Column[] }
	| { readonly why: 'twice'; readonly column: Column }
	| { readonly why: 'tooMany'; readonly rows: number }
	| { readonly why: 'refused'; readonly error: WireError };

/** More is no list of a thousand rows. */
const FILE_BYTES_MOST = 5_000_000;

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** By its first bytes: names and types of files say what somebody wished they were. */
const isSpreadsheet = (bytes: Uint8Array): boolean => ZIP.every((byte, i) => bytes[i] === byte);

/** Undefined: it is neither a spreadsheet nor text. Each reader comes with the first file that needs it. */
async function sheetOf(file: Blob): Promise<Sheet | undefined> {
	if (file.size > FILE_BYTES_MOST) return undefined;
	const bytes = new Uint8Array(await file.arrayBuffer());
	if (isSpreadsheet(bytes)) {
		const { sheetOfSpreadsheet } = await import('./spreadsheet');
		return sheetOfSpreadsheet(bytes).catch(() => undefined);
	}
	const { sheetOfText, textOf } = await import('./read');
	const text = textOf(bytes);
	return text === undefined ? undefined : sheetOfText(text);
}

/** Rows of a file, or why there are none that can be handed in. */
async function rowsOfFile(kind: ListKind, file: Blob): Promise<{ rows: readonly Row[] } | Wrong> {
	const sheet = await sheetOf(file);
	if (!sheet) return { why: 'unreadable' };
	const found = rowsOf(kind, sheet);
	if ('missing' in found) return { why: 'missing', columns: found.missing };
	if ('twice' in found) return { why: 'twice', column: found.twice };
	if (found.rows.length === 0) return { why: 'empty' };
	if (found.rows.length > ROWS_MOST) return { why: 'tooMany', rows: found.rows.length };
	return found;
}

const NAME_MOST = 200;
/** Hands a file in, piece by piece; nothing is imported by that. One that breaks off is no list. */
export async function handIn(
	fair: number,
	kind: ListKind,
	file: File,
): Promise<StagedImport | Wrong> {
	const read = await rowsOfFile(kind, file);
	if ('why' in read) return read;
	const name = [...file.name.replace(/\p{Cc}/gu, '')].slice(0, NAME_MOST).join('') || '-';
	let staged = 0;
	const pieces = piecesOf(read.rows);
	for (const [part, csv] of pieces.entries()) {
		const is_last = part === pieces.length - 1;
		const result = await patiently(() =>
			call('import.stage', { fair, kind, name, part, is_last, csv }),
		);
		if (!result.ok) {
			if (staged) void call('import.forget', { fair, staged });
			return { why: 'refused', error: result.error };
		}
		staged = result.value.staged;
	}
	return { id: staged, kind, name, rows: read.rows.length, staged_ms: 0 };
}

export const check = (
	fair: number,
	{ id }: StagedImport,
): Promise<Result<{ rows: readonly ImportRow[] }>> =>
	patiently(() => call('import.check', { fair, staged: id }));
