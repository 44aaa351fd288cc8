import { bilingual } from '.';
import { type ProgrammeCatalogue, programmesNl } from './programmes_nl';

export const programmeWords = bilingual<ProgrammeCatalogue>(programmesNl, () =>
	import('./programmes_en').then(({ programmesEn }) => programmesEn),
);
