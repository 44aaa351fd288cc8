import { bilingual } from '.';
import { type DoorsCatalogue, doorsNl } from './doors_nl';

export const doorsWords = bilingual<DoorsCatalogue>(doorsNl, () =>
	import('./doors_en').then(({ doorsEn }) => doorsEn),
);
