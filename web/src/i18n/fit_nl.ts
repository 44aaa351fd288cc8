import type { FitReason } from '../gen/protocol';
import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** Why a student fits, said to others about them. */
export const fitNl = {
	because: (reasons: readonly FitReason[], learn: number) =>
		reasons
			.map(
				reason =>
					({
						programme: 'juiste opleiding',
						level: 'juiste niveau',
						learn: `${learn} ${p(learn, 'leerwens', 'leerwensen')}`,
						language: 'zelfde taal',
						near: 'in de buurt',
						period: 'juiste periode',
						sector: 'zelfde sector',
					})[reason],
			)
			.join(' · '),
};

export type FitCatalogue = Worded<typeof fitNl>;
