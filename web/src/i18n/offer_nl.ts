import type { Worded } from './worded';

/** The way to the device check: fetched with whatever shows it. */
export const offerNl = {
	test: 'Test je camera en microfoon',
	checked: {
		picture: 'Camera en microfoon getest.',
		voice: 'Getest: je belt zonder beeld.',
		text: 'Getest: typen werkt.',
	},
	again: 'Test opnieuw',
};

export type OfferCatalogue = Worded<typeof offerNl>;
