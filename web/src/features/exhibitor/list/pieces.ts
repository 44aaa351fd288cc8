import type { Row } from './columns';

/** Of a command's 16 KiB, with room for what is around it. */
const PIECE_BYTES = 13_000;

const quoted = (cell: string): string =>
	/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const bytes = new TextEncoder();

/** Rows as the server takes them, in pieces that each fit a command. Pure. */
export function piecesOf(rows: readonly Row[]): readonly string[] {
	const pieces: string[] = [];
	let size = PIECE_BYTES;
	for (const { number, cells } of rows) {
		const line = `${[String(number), ...cells].map(quoted).join(',')}\n`;
		// As it travels: in JSON, where line breaks and quotes take two bytes.
		const length = bytes.encode(JSON.stringify(line)).length;
		if (size + length > PIECE_BYTES) {
			pieces.push('');
			size = 0;
		}
		pieces[pieces.length - 1] += line;
		size += length;
	}
	return pieces;
}
