import { bilingual } from '.';
import { type PointedCatalogue, pointedNl } from './pointed_nl';

export const pointedWords = bilingual<PointedCatalogue>(pointedNl, () =>
	import('./pointed_en').then(({ pointedEn }) => pointedEn),
);
