import type { Worded } from './worded';

/** What a visitor reads first; who is signed in never does. Of what the server has: one kind of fair, or both. */
export const landingNl = {
	titles: {
		internship: 'Online stagebeurs',
		work_experience: 'Online werkervaringsbeurs',
		both: 'Online beurzen voor stage en werkervaring',
	},
	texts: {
		internship: 'Praat met een bedrijf over je stage. Kijk rond, pak een nummer en wij roepen je.',
		work_experience:
			'Praat met een bedrijf over een werkervaringsplek. Kijk rond, pak een nummer en wij roepen je.',
		both: 'Praat met een bedrijf over je stage of een werkervaringsplek. Kijk rond, pak een nummer en wij roepen je.',
	},
	fairs: 'Beurzen',
	none: 'Er is nu geen beurs.',
	how: 'Heb je een link gekregen? Open hem om in te loggen. Rondkijken kan ook zonder.',
	takePart: 'Doe mee met je bedrijf',
	lookAround: 'Kijk rond',
};

export type LandingCatalogue = Worded<typeof landingNl>;
