/** What the lobby shows around its floor, fetched after it. */
export { QuietBooths } from '../live/pointed';
export { CardHint } from '../students/card_hint';
export { FairWords } from './texts';
