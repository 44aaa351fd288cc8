import { bilingual } from '.';
import { type CallCatalogue, callNl } from './call_nl';

export const callWords = bilingual<CallCatalogue>(callNl, () =>
	import('./call_en').then(({ callEn }) => callEn),
);
