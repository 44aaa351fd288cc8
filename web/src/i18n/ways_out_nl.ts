import type { Worded } from './worded';

/** How a student ends what came of a talk: fetched with the buttons. */
export const waysOutNl = {
	declined_by_student: {
		ask: 'Ik zie ervan af',
		sure: (booth: string) =>
			`${booth} ziet dan dat je iets anders kiest. Dit kun je niet terugdraaien.`,
		yes: 'Ja, ik zie ervan af',
	},
	withdrawn: {
		ask: 'Haal mijn kaart terug',
		sure: (booth: string) =>
			`${booth} ziet je kaart dan niet meer. Neem je daar later weer een nummer of een tijd, dan krijgt dit bedrijf je kaart opnieuw.`,
		yes: 'Ja, haal terug',
	},
	no: 'Nee, laat zo',
};

export type WaysOutCatalogue = Worded<typeof waysOutNl>;
