import { pluralOf } from './format';
import type { SearchCatalogue } from './search_nl';

const p = pluralOf('en');

export const searchEn = {
	label: 'Booth, placement or programme',
	found: (n: number) => `${n} ${p(n, 'result', 'results')}`,
	none: 'Nothing found.',
	tryThis:
		'Try another or a shorter word: a profession, a skill, an employer or a town. Typing errors do not matter.',
	kinds: { booth: 'Booths', placement: 'Placements', programme: 'Programmes' },
	at: (booth: string) => `at ${booth}`,
} satisfies SearchCatalogue;
