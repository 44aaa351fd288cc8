import { unzipSync, zipSync } from 'fflate/browser';
import { expect, it } from 'vitest';
import { unzip, zip } from './fflate_sync';

it('zips whatever the size at once, without a worker', () => {
	let zipped: Uint8Array | undefined;
	const sheet = new TextEncoder().encode('<row/>'.repeat(100_000));
	zip({ 'sheet1.xml': sheet }, (error, data) => {
		expect(error).toBeNull();
		zipped = data;
	});
	expect(unzipSync(zipped ?? new Uint8Array())['sheet1.xml']).toEqual(sheet);
});

it('unzips whatever the size at once, and says what is no such file', () => {
	const sheet = new TextEncoder().encode('<row/>'.repeat(100_000));
	let files: Record<string, Uint8Array> | undefined;
	unzip(zipSync({ 'sheet1.xml': sheet }), (error, data) => {
		expect(error).toBeNull();
		files = data;
	});
	expect(files?.['sheet1.xml']).toEqual(sheet);
	let isRefused = false;
	unzip(new Uint8Array(100), error => {
		isRefused = error !== null;
	});
	expect(isRefused).toBe(true);
});
