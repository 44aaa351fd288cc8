import { bilingual } from '.';
import { type FitCatalogue, fitNl } from './fit_nl';

export const fitWords = bilingual<FitCatalogue>(fitNl, () =>
	import('./fit_en').then(({ fitEn }) => fitEn),
);
