import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser';
import { expect, it } from 'vitest';
import { unzip, zip } from './fflate_sync';

// Compared as text: byte by byte takes seconds.
const SHEET = '<row/>'.repeat(100_000);
const textOf = (files: Record<string, Uint8Array> | undefined) =>
	strFromU8(files?.['sheet1.xml'] ?? new Uint8Array());

it('zips whatever the size at once, without a worker', () => {
	let zipped: Uint8Array | undefined;
	zip({ 'sheet1.xml': strToU8(SHEET) }, (error, data) => {
		expect(error).toBeNull();
		zipped = data;
	});
	expect(textOf(unzipSync(zipped ?? new Uint8Array()))).toBe(SHEET);
});

it('unzips whatever the size at once, and says what is no such file', () => {
	let files: Record<string, Uint8Array> | undefined;
	unzip(zipSync({ 'sheet1.xml': strToU8(SHEET) }), (error, data) => {
		expect(error).toBeNull();
		files = data;
	});
	expect(textOf(files)).toBe(SHEET);
	let isRefused = false;
	unzip(new Uint8Array(100), error => {
		isRefused = error !== null;
	});
	expect(isRefused).toBe(true);
});
