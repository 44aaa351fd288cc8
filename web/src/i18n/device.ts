import { bilingual } from '.';
import { type DeviceCatalogue, deviceNl } from './device_nl';

export const deviceWords = bilingual<DeviceCatalogue>(deviceNl, () =>
	import('./device_en').then(({ deviceEn }) => deviceEn),
);
