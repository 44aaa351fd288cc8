import { bilingual } from '.';
import { type ToldCatalogue, toldNl } from './told_nl';

export const toldWords = bilingual<ToldCatalogue>(toldNl, () =>
	import('./told_en').then(({ toldEn }) => toldEn),
);
