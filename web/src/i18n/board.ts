import { bilingual } from '.';
import { type BoardCatalogue, boardNl } from './board_nl';

export const boardWords = bilingual<BoardCatalogue>(boardNl, () =>
	import('./board_en').then(({ boardEn }) => boardEn),
);
