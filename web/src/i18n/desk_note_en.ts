import type { DeskNoteCatalogue } from './desk_note_nl';

export const deskNoteEn = {
	from: (time: string) => `From the organisers, ${time}`,
	read: 'Read',
} satisfies DeskNoteCatalogue;
