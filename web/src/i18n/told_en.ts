import type { ToldCatalogue } from './told_nl';

export const toldEn = {
	next: (booth: string) => `${booth}: you are next. Stay close.`,
	place: (booth: string, before: number) => `${booth}: ${before} before you.`,
	checkIn: (booth: string, time: string) =>
		`Your booking with ${booth} is at ${time}. Are you here?`,
	answer: (booth: string, answer: string) =>
		`Answer from ${booth}: ${answer}. Read it in your agenda.`,
	afterWord: (name: string, booth: string) =>
		`${name} of ${booth} wrote to you after the conversation.`,
	gotIt: 'Got it',
	readIt: 'Read the message',
} satisfies ToldCatalogue;
