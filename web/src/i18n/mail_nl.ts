import type { Worded } from './worded';

/** The administrator's page of mails. */
export const mailNl = {
	title: 'Mails',
	refresh: 'Ververs',
	total: (n: number) => `Alle mails: ${n}. De nieuwste staan bovenaan.`,
	older: 'Oudere mails',
	none: 'Er is nog geen mail geschreven.',
	modes: {
		off: 'Vanaf deze server wordt geen mail verstuurd. Zet smtp_url in de instellingen om dat te veranderen.',
		sent: 'Mails gaan via de mailserver. Wat erin stond, wordt daarna niet bewaard.',
		shown: 'Dit is een demo: mails worden niet verstuurd, maar hier getoond.',
	},
	give: {
		title: 'Komt iemand niet binnen?',
		text: 'Wie geen mail krijgt of is uitgelogd, geef je zelf een link. Geef hem aan deze persoon alleen: wie hem opent, is ingelogd.',
		email: 'E-mailadres',
		make: 'Maak een link',
		link: (name: string) => `Voor ${name}. Hij werkt één keer, 24 uur lang.`,
	},
	waiting: (n: number) => `Nog te versturen: ${n}`,
	held: (time: string) => `De mailserver neemt nu niets aan. We proberen het weer om ${time}.`,
	attempts: (n: number) => (n === 1 ? '1 poging' : `${n} pogingen`),
	due: (time: string) => `weer vanaf ${time}`,
	states: {
		waiting: 'wacht',
		sending: 'onderweg',
		handing: 'onderweg',
		sent: 'verstuurd',
		refused: 'geweigerd',
		expired: 'te laat',
		unknown: 'misschien aangekomen',
		shown: 'getoond',
	},
	unknownText:
		'De mail was overgedragen, maar er kwam geen antwoord. We sturen hem niet nog een keer.',
};

export type MailCatalogue = Worded<typeof mailNl>;
