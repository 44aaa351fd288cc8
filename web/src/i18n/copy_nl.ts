import type { Worded } from './worded';

export const copyNl = {
	copy: 'Kopieer de link',
	copied: 'Gekopieerd',
	refused: 'Kopiëren lukt hier niet. Selecteer de link zelf.',
};

export type CopyCatalogue = Worded<typeof copyNl>;
