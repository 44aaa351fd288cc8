import type { LeadCatalogue } from './lead_nl';

export const leadEn = {
	about: 'Internship',
	elsewhere: 'Never mind: here you can talk right now.',
	contact: 'Stay in touch',
	nobody: (booth: string) =>
		`You and ${booth} can get each other’s e-mail address. You only see it when you both say yes.`,
	mine: (booth: string) => `You share your e-mail address. Now it is up to ${booth}.`,
	theirs: (booth: string) => `${booth} shares an e-mail address with you, if you do too.`,
	noAddress: 'You gave no e-mail address yet. Give it at',
	both: (booth: string) => `You and ${booth} see each other’s e-mail address.`,
	share: 'Share my e-mail address',
	stop: 'Stop sharing',
} satisfies LeadCatalogue;
