import { bilingual } from '.';
import { type AnnouncementCatalogue, announcementsNl } from './announcements_nl';

export const announcementWords = bilingual<AnnouncementCatalogue>(announcementsNl, () =>
	import('./announcements_en').then(({ announcementsEn }) => announcementsEn),
);
