import type { FactsCatalogue } from './facts_nl';

export const factsEn = {
	follows: 'Studies',
	looksFor: 'Wants',
	school: 'School',
	area: 'Where',
	period: 'When',
	about: 'About me',
	can: 'What I can do',
	learn: 'What I want to learn',
} satisfies FactsCatalogue;
