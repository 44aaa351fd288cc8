import type { Worded } from './worded';

/** What a student is told of wherever they are: fetched right after their frame. */
export const toldNl = {
	next: (booth: string) => `${booth}: jij bent de volgende. Blijf in de buurt.`,
	place: (booth: string, before: number) => `${booth}: nog ${before} voor jou.`,
	checkIn: (booth: string, time: string) => `Je afspraak met ${booth} is om ${time}. Ben je er?`,
	answer: (booth: string, answer: string) =>
		`Antwoord van ${booth}: ${answer}. Lees het in je agenda.`,
	afterWord: (name: string, booth: string) =>
		`${name} van ${booth} schreef je nog iets na het gesprek.`,
	gotIt: 'Begrepen',
	readIt: 'Lees het bericht',
};

export type ToldCatalogue = Worded<typeof toldNl>;
