import type { MailCatalogue } from './mail_nl';

export const mailEn = {
	title: 'Mails',
	refresh: 'Refresh',
	total: (n: number) => `All mails: ${n}. The newest come first.`,
	older: 'Older mails',
	none: 'No mail was written yet.',
	modes: {
		off: 'No mails are sent from this server. Set smtp_url in its settings to change that.',
		sent: 'Mails go through the mail server. What they said is not kept afterwards.',
		shown: 'This is a demo: mails are not sent, but shown here.',
	},
	give: {
		title: 'Can somebody not come in?',
		text: 'Give a link to who gets no mail or was signed out. Give it to that person alone: whoever opens it is signed in.',
		email: 'E-mail address',
		make: 'Make a link',
		link: (name: string) => `For ${name}. It works once, for 24 hours.`,
	},
	waiting: (n: number) => `Still to be sent: ${n}`,
	held: (time: string) => `The mail server takes nothing now. We try again at ${time}.`,
	attempts: (n: number) => (n === 1 ? '1 attempt' : `${n} attempts`),
	due: (time: string) => `again from ${time}`,
	states: {
		waiting: 'waiting',
		sending: 'on its way',
		handing: 'on its way',
		sent: 'sent',
		refused: 'refused',
		expired: 'too late',
		unknown: 'may have arrived',
		shown: 'shown',
	},
	unknownText: 'The mail was handed over, but no answer came. We do not send it again.',
} satisfies MailCatalogue;
