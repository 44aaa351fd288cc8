import { bilingual } from '.';
import { type ExhibitorCatalogue, exhibitorNl } from './exhibitor_nl';

export const exhibitorWords = bilingual<ExhibitorCatalogue>(exhibitorNl, () =>
	import('./exhibitor_en').then(({ exhibitorEn }) => exhibitorEn),
);
