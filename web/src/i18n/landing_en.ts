import type { LandingCatalogue } from './landing_nl';

export const landingEn = {
	titles: {
		internship: 'Online internship fair',
		work_experience: 'Online work experience fair',
		both: 'Online fairs for internships and work experience',
	},
	texts: {
		internship:
			'Talk to an employer about your internship. Look around, take a number and we call you.',
		work_experience:
			'Talk to an employer about a work experience place. Look around, take a number and we call you.',
		both: 'Talk to an employer about an internship or a work experience place. Look around, take a number and we call you.',
	},
	fairs: 'Fairs',
	none: 'There is no fair now.',
	how: 'Did you get a link? Open it to sign in. You can look around without one.',
	takePart: 'Take part as an employer',
	lookAround: 'Look around',
} satisfies LandingCatalogue;
