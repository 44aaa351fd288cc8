import { bilingual } from '.';
import { type LeadCatalogue, leadNl } from './lead_nl';

export const leadWords = bilingual<LeadCatalogue>(leadNl, () =>
	import('./lead_en').then(({ leadEn }) => leadEn),
);
