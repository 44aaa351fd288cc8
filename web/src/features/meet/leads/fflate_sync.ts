import { type AsyncZippable, type FlateCallback, type Zippable, zipSync } from 'fflate/browser';

/**
 * What the spreadsheet library takes from fflate. Its own `zip` starts a worker from a blob for larger
 * files, which the page's policy rightly forbids; a few hundred rows are zipped in a moment here.
 */
export function zip(files: AsyncZippable, done: FlateCallback): void {
	done(null, zipSync(files as Zippable));
}

export { strToU8, zipSync } from 'fflate/browser';
