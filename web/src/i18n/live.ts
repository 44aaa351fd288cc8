import { bilingual } from '.';
import { type LiveCatalogue, liveNl } from './live_nl';

export const liveWords = bilingual<LiveCatalogue>(liveNl, () =>
	import('./live_en').then(({ liveEn }) => liveEn),
);
