import { readSheet } from 'read-excel-file/browser';
import type { Sheet } from './read';

/** The first sheet of an .xlsx file, as texts. */
export async function sheetOfSpreadsheet(bytes: Uint8Array<ArrayBuffer>): Promise<Sheet> {
	const rows = await readSheet(bytes.buffer);
	return rows.map(row => row.map(textOf));
}

function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
