import type { TextsCatalogue } from './texts_nl';

export const textsEn: TextsCatalogue = {
	programmes: 'Programmes: what students learn, and whom to call',
	title: 'About this fair',
	privacy: 'What we do with your data',
};
