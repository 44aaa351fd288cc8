import write from 'write-excel-file/browser';
import type { Rows } from './export';

/** The first row stays in sight. Every cell is said to be text, so none is a formula. */
export function spreadsheetOf(rows: Rows, title: string): Promise<Blob> {
	const [head = [], ...rest] = rows;
	const text = (value: string) => ({ value, type: String });
	return write(
		[
			head.map(value => ({ ...text(value), fontWeight: 'bold' as const })),
			...rest.map(row => row.map(text)),
		],
		{
			sheet: title,
			stickyRowsCount: 1,
			columns: head.map(() => ({ width: 20 })),
		},
	).toBlob();
}
