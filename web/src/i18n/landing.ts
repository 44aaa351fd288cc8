import { bilingual } from '.';
import { type LandingCatalogue, landingNl } from './landing_nl';

export const landingWords = bilingual<LandingCatalogue>(landingNl, () =>
	import('./landing_en').then(({ landingEn }) => landingEn),
);
