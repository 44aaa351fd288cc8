import { bilingual } from '.';
import { type JoinCatalogue, joinNl } from './join_nl';

export const joinWords = bilingual<JoinCatalogue>(joinNl, () =>
	import('./join_en').then(({ joinEn }) => joinEn),
);
