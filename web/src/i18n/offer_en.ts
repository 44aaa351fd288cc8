import type { OfferCatalogue } from './offer_nl';

export const offerEn = {
	test: 'Test your camera and microphone',
	checked: {
		picture: 'Camera and microphone tested.',
		voice: 'Tested: you call without a picture.',
		text: 'Tested: typing works.',
	},
	again: 'Test again',
} satisfies OfferCatalogue;
