import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** What a fair has for the words that somebody types. */
export const searchNl = {
	label: 'Stand, stageplek of opleiding',
	found: (n: number) => `${n} ${p(n, 'resultaat', 'resultaten')}`,
	none: 'Niets gevonden.',
	tryThis:
		'Probeer een ander of korter woord: een beroep, een vak, een bedrijf of een plaats. Een typefout is niet erg.',
	kinds: { booth: 'Stands', placement: 'Stageplekken', programme: 'Opleidingen' },
	at: (booth: string) => `bij ${booth}`,
};

export type SearchCatalogue = Worded<typeof searchNl>;
