import {
	type AsyncZippable,
	type FlateCallback,
	type UnzipCallback,
	unzipSync,
	type Zippable,
	zipSync,
} from 'fflate/browser';

/**
 * What the spreadsheet libraries take from fflate. Its own `zip` starts a worker from a blob for larger
 * files, which the page's policy rightly forbids; a few hundred rows are zipped in a moment here.
 */
export function zip(files: AsyncZippable, done: FlateCallback): void {
	done(null, zipSync(files as Zippable));
}

/** The same the other way around. */
export function unzip(file: Uint8Array, done: UnzipCallback): void {
	let files: ReturnType<typeof unzipSync>;
	try {
		files = unzipSync(file);
	} catch (error) {
		done(error as Parameters<UnzipCallback>[0], {});
		return;
	}
	done(null, files);
}

export { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser';
