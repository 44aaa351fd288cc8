import { bilingual } from '.';
import { type FactsCatalogue, factsNl } from './facts_nl';

export const factsWords = bilingual<FactsCatalogue>(factsNl, () =>
	import('./facts_en').then(({ factsEn }) => factsEn),
);
