import type { Worded } from './worded';

/** What a student reads about a conversation that they had. */
export const leadNl = {
	about: 'Stageplek',
	elsewhere: 'Niet getreurd: hier kun je nu meteen praten.',
	contact: 'Contact houden',
	nobody: (booth: string) =>
		`Jij en ${booth} kunnen elkaars e-mailadres krijgen. Pas als jullie allebei ja zeggen, zien jullie het.`,
	mine: (booth: string) => `Jij deelt je e-mailadres. Nu is ${booth} aan de beurt.`,
	theirs: (booth: string) => `${booth} deelt een e-mailadres met je, als jij dat ook doet.`,
	noAddress: 'Je gaf nog geen e-mailadres. Vul het in bij',
	both: (booth: string) => `Jij en ${booth} zien elkaars e-mailadres.`,
	share: 'Deel mijn e-mailadres',
	stop: 'Deel niet meer',
};

export type LeadCatalogue = Worded<typeof leadNl>;
