import type { DoorsCatalogue } from './doors_nl';

export const doorsEn = {
	outside: 'You are waiting at the door.',
	place: (place: number, of: number) => `You are number ${place} of ${of} at the door.`,
	wait: (range: string) => `That takes about ${range} min.`,
	meanwhile: 'You are let in automatically. You can look around and choose a time already.',
	card: 'My card',
	device: 'Test your camera',
	inside: 'You are inside.',
	insideMore: 'You can join a line now.',
	sentAway: 'The organisers sent you away from this fair.',
	sentAwayMore: 'You cannot talk or write here any more. Ask the organisers or your school why.',
	look: 'Look around',
	gotIt: 'Got it',
} satisfies DoorsCatalogue;
