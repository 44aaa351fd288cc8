import { bilingual } from '.';
import { type DeskNoteCatalogue, deskNoteNl } from './desk_note_nl';

export const deskNoteWords = bilingual<DeskNoteCatalogue>(deskNoteNl, () =>
	import('./desk_note_en').then(({ deskNoteEn }) => deskNoteEn),
);
