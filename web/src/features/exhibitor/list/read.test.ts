import { describe, expect, it } from 'vitest';
import { sheetOfText, textOf } from './read';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const ROWS = [
	['Bedrijf', 'Plaats'],
	['Café', 'Den Haag'],
];

describe('a list', () => {
	it('may have semicolons, commas or tabs between its cells, or say what it has', () => {
		for (const sign of [';', ',', '\t'])
			expect(sheetOfText(ROWS.map(row => row.join(sign)).join('\r\n'))).toEqual(ROWS);
		expect(sheetOfText(`sep=|\r\n${ROWS.map(row => row.join('|')).join('\r\n')}`)).toEqual([
			[''],
			...ROWS,
		]);
	});

	it('keeps line breaks and quotes within a cell', () => {
		expect(sheetOfText('a;"b\nc ""d"""\r\ne;f')).toEqual([
			['a', 'b\nc "d"'],
			['e', 'f'],
		]);
		expect(sheetOfText('a;"b\nc;d')).toBeUndefined();
		expect(sheetOfText('a;b\nc\nd;5" screen;e')).toEqual([
			['a', 'b'],
			['c'],
			['d', '5" screen', 'e'],
		]);
	});

	it('is read as the program that made it wrote it', () => {
		expect(textOf(bytesOf('Café'))).toBe('Café');
		expect(textOf(bytesOf('\ufeffCafé'))).toBe('Café');
		expect(textOf(new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x20, 0x80]))).toBe('Café €');
		expect(textOf(new Uint8Array([0xff, 0xfe, 0x43, 0, 0xe9, 0]))).toBe('Cé');
		expect(textOf(new Uint8Array([0xd0, 0xcf, 0x11, 0]))).toBeUndefined();
	});
});
