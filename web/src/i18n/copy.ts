import { bilingual } from '.';
import { type CopyCatalogue, copyNl } from './copy_nl';

export const copyWords = bilingual<CopyCatalogue>(copyNl, () =>
	import('./copy_en').then(({ copyEn }) => copyEn),
);
