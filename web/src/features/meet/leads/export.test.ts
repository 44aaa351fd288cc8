import { unzipSync } from 'fflate/browser';
import { expect, it } from 'vitest';
import { zip } from './fflate_sync';

it('zips whatever the size at once, without a worker', () => {
	let zipped: Uint8Array | undefined;
	const sheet = new TextEncoder().encode('<row/>'.repeat(100_000));
	zip({ 'sheet1.xml': sheet }, (error, data) => {
		expect(error).toBeNull();
		zipped = data;
	});
	expect(unzipSync(zipped ?? new Uint8Array())['sheet1.xml']).toEqual(sheet);
});
