import type { TextsCatalogue } from './texts_nl';

export const textsEn: TextsCatalogue = {
	title: 'About this fair',
	privacy: 'What we do with your data',
};
