import type { Worded } from './worded';

/** The words for when a meeting went wrong. */
export const safetyNl = {
	report: 'Meld wat er misging',
	title: (name: string) => `Wat ging er mis met ${name}?`,
	who: 'De organisatie van de beurs leest dit, en verder niemand.',
	reason: 'Wat ging er mis?',
	reasons: {
		rude: 'Onbeleefd of beledigend',
		unsafe: 'Het voelde niet veilig',
		fake: 'Niet wie diegene zegt te zijn',
		other: 'Iets anders',
	},
	text: 'Vertel het kort',
	noMoreBooth: 'Ik wil dit bedrijf niet meer spreken',
	noMoreStudent: 'Wij willen deze student niet meer spreken',
	studentBlocked: 'Jullie willen deze student niet meer spreken.',
	studentUnblock: 'Toch wel',
	send: 'Verstuur de melding',
	sent: 'Dank je. De organisatie kijkt ernaar.',
	message: (name: string) => `Over het bericht van ${name}`,
	hide: 'Verberg voor iedereen',
	show: 'Toon weer',
	list: {
		aboutMessage: (reporter: string, about: string, booth: string) =>
			`${reporter} over ${about} (bericht in de chat van ${booth})`,
		aboutBesideTalk: (reporter: string, about: string, booth: string) =>
			`${reporter} over ${about} (bericht naast een gesprek bij ${booth})`,
		restrained: 'Beperkt',
		muted: 'schrijft niet meer in chats',
		mute: 'Laat niet meer schrijven in chats',
		unmute: 'Laat weer schrijven',
		cancel: 'Annuleer',
		title: 'Meldingen',
		none: 'Geen meldingen.',
		about: (reporter: string, about: string, booth: string) =>
			`${reporter} over ${about} (gesprek bij ${booth})`,
		student: 'student',
		staff: 'recruiter: overleg met de werkgever. Haal iemand zo nodig van de stand.',
		toStaff: (booth: string) => `Wie er bij ${booth} werkt`,
		settled: 'afgehandeld',
		banned: 'van de beurs gestuurd',
		settle: 'Afgehandeld',
		ban: 'Stuur de student van de beurs',
		banSure: 'Alle nummers en afspraken van deze student vervallen. Zeker weten?',
		unban: 'Laat de student weer toe',
	},
};

export type SafetyCatalogue = Worded<typeof safetyNl>;
