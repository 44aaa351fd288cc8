/** What the lobby shows around its floor, fetched after it. */
export { QuietBooths } from '../meet/line/quiet';
export { FairWords } from './texts';
