import type { FitReason } from '../gen/protocol';
import type { FitCatalogue } from './fit_nl';
import { pluralOf } from './format';

const p = pluralOf('en');

export const fitEn = {
	because: (reasons: readonly FitReason[], learn: number) =>
		reasons
			.map(
				reason =>
					({
						programme: 'right programme',
						level: 'right level',
						learn: `${learn} ${p(learn, 'learning wish', 'learning wishes')}`,
						language: 'same language',
						near: 'nearby',
						period: 'right period',
						sector: 'same sector',
					})[reason],
			)
			.join(' · '),
} satisfies FitCatalogue;
