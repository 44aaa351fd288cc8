import { bilingual } from '.';
import { type GroupsCatalogue, groupsNl } from './groups_nl';

export const groupsWords = bilingual<GroupsCatalogue>(groupsNl, () =>
	import('./groups_en').then(({ groupsEn }) => groupsEn),
);
