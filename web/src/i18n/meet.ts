import { bilingual } from '.';
import { type MeetCatalogue, meetNl } from './meet_nl';

export const meetWords = bilingual<MeetCatalogue>(meetNl, () =>
	import('./meet_en').then(({ meetEn }) => meetEn),
);
