import { bilingual } from '.';
import { type MakingCatalogue, makingNl } from './making_nl';

export const makingWords = bilingual<MakingCatalogue>(makingNl, () =>
	import('./making_en').then(({ makingEn }) => makingEn),
);
