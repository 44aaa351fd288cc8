import type { Worded } from './worded';

/** Coming to a fair by the link of a group, and coming back to it. */
export const joinNl = {
	title: 'Welkom bij de beurs',
	welcome: (fair: string) => `Welkom bij ${fair}`,
	when: (day: string, until: string) => `${day} tot ${until}`,
	group: (group: string, school: string) => `Deze link is voor ${group} van ${school}.`,
	who: 'Wie ben je?',
	student: 'Ik ben student',
	other: 'Ik ben ouder of docent',
	name: 'Je voornaam en achternaam',
	nameHint: 'Een bedrijf ziet alleen je voornaam en de eerste letter van je achternaam.',
	goOn: 'Ga verder',
	why: 'Waarom vragen we dit?',
	whyText:
		'Met je naam kan een bedrijf je aanspreken en je school je helpen. Een e-mailadres of wachtwoord heb je niet nodig.',
	forStudents:
		'Deze link is voor studenten. Jij kunt de beurs bekijken zonder in te loggen. Werk je mee? Log dan in met je eigen link.',
	lookAround: 'Kijk rond',
	signedInAs: (name: string) => `Je bent ingelogd als ${name}.`,
	isStaff: 'Je werkt mee aan deze beurs. De link is alleen voor studenten.',
	comeAs: (name: string) => `Ga verder als ${name}`,
	somebodyElse: (name: string) => `Ik ben niet ${name}: log uit`,
	broken: 'Deze link werkt niet',
	brokenText: 'Vraag je docent om een nieuwe.',
	closed: 'Met deze link kun je nu niet naar binnen',
	full: 'Er kwamen al genoeg studenten binnen met deze link. Vraag je docent om een nieuwe.',
	old: 'De link is te oud. Vraag je docent om een nieuwe.',
	over: 'De beurs is voorbij. Was je er al? Zie met je eigen link wat er van je gesprekken kwam.',
	inside: (name: string) => `Je bent binnen, ${name}`,
	makeCard: 'Maak je kaart',
	toFair: 'Naar de beurs',
	byAddress: {
		title: 'Kom naar de beurs',
		none: 'Vraag je docent om de link van je klas.',
		off: 'Vanaf deze server wordt geen mail verstuurd. Vraag je docent om de link van je klas.',
		text: 'Heb je een e-mailadres van je school? Dan mailen we je een code waarmee je naar binnen gaat.',
		hint: (domains: string) => `Moet eindigen op ${domains}`,
		email: 'Je e-mailadres van school',
		send: 'Mail me een code',
	},
	code: {
		asked: (email: string) =>
			`We sturen een mail met een code naar ${email}. Typ de code hier, in deze browser.`,
		shown: 'Dit is een demo: mails worden niet verstuurd. De beheerder kan ze lezen bij Mails.',
		label: 'Code van acht cijfers',
		enter: 'Ga verder',
		wrong: 'Deze code klopt niet, of niet meer. Kijk hem na, of vraag een nieuwe.',
		notCome: 'Niets gekregen? Kijk bij ongewenste mail, of vraag over een paar minuten een nieuwe.',
		again: 'Ander adres',
	},
	address: {
		title: 'Mail van de beurs',
		none: 'Wil je een mail bij een afspraak of een antwoord? Vul dan je e-mailadres in. Het hoeft niet.',
		is: (email: string) => `Je krijgt mail op ${email}. Daarmee kun je ook inloggen.`,
		email: 'Je e-mailadres',
		send: 'Mail me een code',
	},
	back: {
		title: 'Zo kom je terug',
		text: 'Op dit apparaat blijf je ingelogd. Op een ander apparaat kom je terug met deze code of link. Maak een foto, of stuur de link naar jezelf.',
		secret: 'Wie deze link heeft, is jij. Geef hem aan niemand.',
		qr: 'QR-code waarmee jij terugkomt',
		share: 'Stuur naar mezelf',
		again: 'Maak een link',
		againText: 'Wil je op een ander apparaat verder? Maak een link die alleen van jou is.',
	},
};

export type JoinCatalogue = Worded<typeof joinNl>;
