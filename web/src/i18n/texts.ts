import { bilingual } from '.';
import { textsEn } from './texts_en';
import { type TextsCatalogue, textsNl } from './texts_nl';

/** Two lines: the English comes with the Dutch. */
export const textsWords = bilingual<TextsCatalogue>(textsNl, async () => textsEn);
