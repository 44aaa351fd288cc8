import type { LandingCatalogue } from './landing_nl';

export const landingEn = {
	title: 'Online internship fair',
	text: 'Talk to an employer about your internship today. Look around, take a number and we call you.',
	fairs: 'Fairs',
	none: 'There is no fair now.',
	how: 'Did you get a link? Open it to sign in. You can look around without one.',
	takePart: 'Take part as an employer',
	lookAround: 'Look around',
} satisfies LandingCatalogue;
