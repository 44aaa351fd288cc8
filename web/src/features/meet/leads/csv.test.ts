import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('writes rows as RFC 4180 has them, marked as UTF-8', () => {
	expect(
		csvOf([
			['Naam', 'Aantekening'],
			['Zoë', 'zegt "hoi", en dag\nmorgen'],
		]),
	).toBe('\uFEFFNaam,Aantekening\r\nZoë,"zegt ""hoi"", en dag\nmorgen"\r\n');
});

it('lets no cell begin a formula', () => {
	const cells = ['=1+1', '+31 6', '-1', '@SUM(A1)', '\tx', '\rx', 'a=b', '1-2', ''];
	expect(csvOf([cells])).toBe("\uFEFF'=1+1,'+31 6,'-1,'@SUM(A1),'\tx,\"'\rx\",a=b,1-2,\r\n");
	// The quotes around a cell are the file's, not the cell's: what is inside is made safe too.
	expect(csvOf([['=HYPERLINK("http://x","y")']])).toBe(
		'\uFEFF"\'=HYPERLINK(""http://x"",""y"")"\r\n',
	);
});
