import type { Worded } from './worded';

/** What an organiser writes to a booth, at its desk. */
export const deskNoteNl = {
	from: (time: string) => `Van de organisatie, ${time}`,
	read: 'Gelezen',
};

export type DeskNoteCatalogue = Worded<typeof deskNoteNl>;
