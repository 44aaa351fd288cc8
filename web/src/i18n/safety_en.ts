import type { SafetyCatalogue } from './safety_nl';

export const safetyEn = {
	report: 'Report what went wrong',
	title: (name: string) => `What went wrong with ${name}?`,
	who: 'The organisers of the fair read this, and nobody else.',
	reason: 'What went wrong?',
	reasons: {
		rude: 'Rude or insulting',
		unsafe: 'It did not feel safe',
		fake: 'Not who they say they are',
		other: 'Something else',
	},
	text: 'Tell it in short',
	noMoreBooth: 'I do not want to talk to this employer again',
	noMoreStudent: 'We do not want to talk to this student again',
	studentBlocked: 'You do not want to talk to this student again.',
	studentUnblock: 'We do after all',
	send: 'Send the report',
	sent: 'Thank you. The organisers will look into it.',
	message: (name: string) => `About the message of ${name}`,
	hide: 'Hide from everybody',
	show: 'Show again',
	list: {
		aboutMessage: (reporter: string, about: string, booth: string) =>
			`${reporter} about ${about} (message in the chat of ${booth})`,
		aboutBesideTalk: (reporter, about, booth) =>
			`${reporter} about ${about} (message beside a talk at ${booth})`,
		restrained: 'Restrained',
		muted: 'writes in no chats',
		mute: 'Let write in chats no more',
		unmute: 'Let write again',
		cancel: 'Cancel',
		title: 'Reports',
		none: 'No reports.',
		about: (reporter: string, about: string, booth: string) =>
			`${reporter} about ${about} (conversation at ${booth})`,
		student: 'student',
		staff: 'recruiter: talk to their employer. Take them off the booth if need be.',
		toStaff: (booth: string) => `Who works at ${booth}`,
		settled: 'settled',
		banned: 'sent away from the fair',
		settle: 'Settled',
		ban: 'Send the student away from the fair',
		banSure: 'All numbers and bookings of this student are gone then. Are you sure?',
		unban: 'Let the student in again',
	},
} satisfies SafetyCatalogue;
