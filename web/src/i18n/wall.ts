import { bilingual } from '.';
import { type WallCatalogue, wallNl } from './wall_nl';

export const wallWords = bilingual<WallCatalogue>(wallNl, () =>
	import('./wall_en').then(({ wallEn }) => wallEn),
);
