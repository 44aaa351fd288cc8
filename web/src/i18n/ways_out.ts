import { bilingual } from '.';
import { type WaysOutCatalogue, waysOutNl } from './ways_out_nl';

export const waysOutWords = bilingual<WaysOutCatalogue>(waysOutNl, () =>
	import('./ways_out_en').then(({ waysOutEn }) => waysOutEn),
);
