import { bilingual } from '.';
import { type CardCatalogue, cardNl } from './card_nl';

export const cardWords = bilingual<CardCatalogue>(cardNl, () =>
	import('./card_en').then(({ cardEn }) => cardEn),
);
