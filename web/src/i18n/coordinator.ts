import { bilingual } from '.';
import { type CoordinatorCatalogue, coordinatorNl } from './coordinator_nl';

export const coordinatorWords = bilingual<CoordinatorCatalogue>(coordinatorNl, () =>
	import('./coordinator_en').then(({ coordinatorEn }) => coordinatorEn),
);
