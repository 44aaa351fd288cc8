import { bilingual } from '.';
import { type OfferCatalogue, offerNl } from './offer_nl';

export const offerWords = bilingual<OfferCatalogue>(offerNl, () =>
	import('./offer_en').then(({ offerEn }) => offerEn),
);
