import type { Worded } from './worded';

/** A word of the organisers to students in the lobby. */
export const pointedNl = {
	text: 'Niet iedereen hoeft te wachten: er zijn stands zonder rij. Een vol vakje in een zaal is een stand waar je nu kunt praten.',
};

export type PointedCatalogue = Worded<typeof pointedNl>;
