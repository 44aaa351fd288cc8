import type { Worded } from './worded';

/** What stands on a student's card, for who reads it and for who writes it. */
export const factsNl = {
	follows: 'Volgt',
	looksFor: 'Zoekt',
	school: 'School',
	area: 'Waar',
	period: 'Wanneer',
	about: 'Over mij',
	can: 'Dit kan ik al',
	learn: 'Dit wil ik leren',
};

export type FactsCatalogue = Worded<typeof factsNl>;
