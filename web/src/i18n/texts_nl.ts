import type { Worded } from './worded';

/** The words around what a fair says itself. */
export const textsNl = {
	programmes: 'Opleidingen: wat studenten leren, en wie je belt',
	title: 'Over deze beurs',
	privacy: 'Wat we met je gegevens doen',
};

export type TextsCatalogue = Worded<typeof textsNl>;
