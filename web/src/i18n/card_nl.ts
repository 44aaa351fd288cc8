import type { Worded } from './worded';

/** A student's profile card (menukaart), as its student writes it. */
export const cardNl = {
	title: 'Mijn kaart',
	text: 'Met je kaart ziet een bedrijf in één keer wie je bent en wat je zoekt.',
	start: 'Maak je kaart',
	startText: 'Nog geen kaart? In twee minuten weet een bedrijf wat je zoekt.',
	of: (n: number, all: number) => `${n} van ${all}`,
	next: 'Verder',
	back: 'Terug',
	later: 'Later',
	done: 'Bekijk je kaart',
	saved: 'Bewaard',
	toFair: 'Naar de beurs',
	seen: 'Zo ziet een bedrijf je kaart',
	edit: 'Verander je kaart',
	change: (part: string) => `Verander: ${part}`,
	empty: 'nog leeg',
	unseen: 'Dit ziet een bedrijf NIET',
	unseenList: [
		'je achternaam',
		'je e-mailadres en telefoonnummer',
		'je leeftijd',
		'je klas of groep',
	],
	when: 'Een bedrijf ziet je kaart pas als jij daar een nummer pakt, een tijd kiest of je kaart achterlaat.',
	blind: 'Op deze beurs zien bedrijven je naam en niveau pas als je met ze praat.',
	pages: {
		opleiding: {
			part: 'Opleiding',
			title: 'Welke opleiding doe je?',
			find: 'Zoek je opleiding',
			none: 'Niets gevonden. Probeer een ander woord.',
			noneYet: 'Er staan nog geen opleidingen van jouw school bij. Sla dit over.',
			more: 'Typ een paar letters om meer te zien.',
		},
		kunnen: {
			part: 'Wat je kunt en wilt leren',
			title: 'Wat kun je al, en wat wil je leren?',
			can: 'Kan ik al',
			learn: 'Wil ik leren',
			neither: 'Geen van beide',
			counts: (can: number, learn: number) => `${can} kan ik al, ${learn} wil ik leren`,
			first: 'Kies eerst je opleiding.',
			none: 'Van jouw opleiding zijn nog geen werkprocessen bekend. Sla dit over.',
		},
		zoek: {
			part: 'Wat je zoekt',
			title: 'Wat zoek je?',
			label: 'Wat voor plek zoek je?',
			hint: 'Bijvoorbeeld: een klein team waar ik zelf mag bouwen',
			ideas: ['Een klein team', 'Veel afwisseling', 'Met mensen werken', 'Met mijn handen werken'],
		},
		waar: {
			part: 'Waar',
			title: 'Waar wil je werken?',
			label: 'Plaats of regio',
			hint: 'Noem de plaatsen waar je heen kunt reizen.',
			towns: 'Hier zitten de bedrijven',
		},
		wanneer: {
			part: 'Wanneer',
			title: 'Wanneer kun je?',
			from: 'Vanaf',
			until: 'Tot en met',
			unknown: 'weet ik nog niet',
			now: (text: string) => `Nu staat er: ${text}`,
		},
		jij: {
			part: 'Over jou',
			title: 'Eén zin over jezelf',
			label: 'Waar ben je trots op, of wat doe je graag?',
			hint: 'Bijvoorbeeld: ik maakte een app voor onze voetbalclub.',
		},
	},
};

export type CardCatalogue = Worded<typeof cardNl>;
