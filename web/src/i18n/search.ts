import { bilingual } from '.';
import { type SearchCatalogue, searchNl } from './search_nl';

export const searchWords = bilingual<SearchCatalogue>(searchNl, () =>
	import('./search_en').then(({ searchEn }) => searchEn),
);
