import type { Worded } from './worded';

/** The words around what a fair says itself. */
export const textsNl = {
	title: 'Over deze beurs',
	privacy: 'Wat we met je gegevens doen',
};

export type TextsCatalogue = Worded<typeof textsNl>;
