import type { ExportFormat } from '../../../gen/protocol';
import { csvOf } from './csv';

export type Rows = readonly (readonly string[])[];

/** The library comes only when somebody wants a spreadsheet. */
const spreadsheets = () => import('./spreadsheet');

export async function exportAs(format: ExportFormat, rows: Rows, title: string): Promise<void> {
	const file =
		format === 'csv'
			? new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' })
			: await spreadsheets().then(({ spreadsheetOf }) => spreadsheetOf(rows, title));
	download(file, `${title.toLocaleLowerCase()}.${format}`);
}

const KEEP_MS = 60_000;

export function download(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
