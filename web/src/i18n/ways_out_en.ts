import type { WaysOutCatalogue } from './ways_out_nl';

export const waysOutEn = {
	declined_by_student: {
		ask: 'I decline',
		sure: (booth: string) =>
			`${booth} then sees that you choose something else. You cannot undo this.`,
		yes: 'Yes, I decline',
	},
	withdrawn: {
		ask: 'Take my card back',
		sure: (booth: string) =>
			`${booth} then no longer sees your card. If you take a number or a time there later, this employer gets your card again.`,
		yes: 'Yes, take it back',
	},
	no: 'No, leave it',
} satisfies WaysOutCatalogue;
