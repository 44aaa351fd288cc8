import type { Worded } from './worded';

/** What a visitor reads first; who is signed in never does. */
export const landingNl = {
	title: 'Online stagebeurs',
	text: 'Praat vandaag nog met een bedrijf over je stage. Kijk rond, pak een nummer en wij roepen je.',
	fairs: 'Beurzen',
	none: 'Er is nu geen beurs.',
	how: 'Heb je een link gekregen? Open hem om in te loggen. Rondkijken kan ook zonder.',
	takePart: 'Doe mee met je bedrijf',
	lookAround: 'Kijk rond',
};

export type LandingCatalogue = Worded<typeof landingNl>;
