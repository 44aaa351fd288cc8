import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('writes quoted cells between semicolons, marked as UTF-8', () => {
	expect(
		csvOf([
			['Naam', 'Aantekening'],
			['Zoë', 'zegt "hoi"; en dag,\nmorgen'],
		]),
	).toBe('\uFEFF"Naam";"Aantekening"\r\n"Zoë";"zegt ""hoi""; en dag,\nmorgen"\r\n');
});

it('lets no cell begin a formula', () => {
	const narrow = ['=1+1', '+31 6', '-1', '@SUM(A1)', '\tx', '\rx', '\nx'];
	const wide = ['＝1+1', '＋31 6', '－1', '＠SUM(A1)'];
	const behind = [' =1+1', '\u00A0+31 6', '\u3000＝1', ' \n@SUM(A1)', '\uFEFF=1+1'];
	const begins = [...narrow, ...wide, ...behind];
	for (const cell of begins) expect(csvOf([[cell]])).toBe(`\uFEFF"'${cell}"\r\n`);
	for (const cell of ['a=b', '1-2', '', ' a', 'a ＝b'])
		expect(csvOf([[cell]])).toBe(`\uFEFF"${cell}"\r\n`);
	// The quotes around a cell are the file's, not the cell's: what is inside is made safe too.
	expect(csvOf([['=HYPERLINK("http://x";"y")']])).toBe(
		'\uFEFF"\'=HYPERLINK(""http://x"";""y"")"\r\n',
	);
});
