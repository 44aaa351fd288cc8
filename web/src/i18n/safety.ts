import { bilingual } from '.';
import { type SafetyCatalogue, safetyNl } from './safety_nl';

export const safetyWords = bilingual<SafetyCatalogue>(safetyNl, () =>
	import('./safety_en').then(({ safetyEn }) => safetyEn),
);
