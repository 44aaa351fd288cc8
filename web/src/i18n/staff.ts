import { bilingual } from '.';
import { type StaffCatalogue, staffNl } from './staff_nl';

export const staffWords = bilingual<StaffCatalogue>(staffNl, () =>
	import('./staff_en').then(({ staffEn }) => staffEn),
);
