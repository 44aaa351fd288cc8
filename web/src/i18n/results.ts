import { bilingual } from '.';
import { type ResultsCatalogue, resultsNl } from './results_nl';

export const resultsWords = bilingual<ResultsCatalogue>(resultsNl, () =>
	import('./results_en').then(({ resultsEn }) => resultsEn),
);
