import { bilingual } from '.';
import { type SetupCatalogue, setupNl } from './setup_nl';

export const setupWords = bilingual<SetupCatalogue>(setupNl, () =>
	import('./setup_en').then(({ setupEn }) => setupEn),
);
