import { minutes, pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** The dashboard of an evening, for who organises it. */
export const liveNl = {
	title: 'Live',
	asOf: (time: string) => `Stand van ${time}`,
	seats: 'Plekken gevuld',
	seatsOf: (target: number) => `van ${target} ${p(target, 'plek', 'plekken')}`,
	lastHour: (n: number, from: string) => `+ ${n} sinds ${from}`,
	pace: (n: number, at: string) => `op dit tempo ${n} om ${at}`,
	each: (n: number) => `Een vakje is ${n} plekken.`,
	needs: 'Nu nodig',
	noNeeds: 'Alles loopt. Er is nu niets nodig.',
	told: (time: string) => `Je schreef hun om ${time}.`,
	need: {
		report: (n: number) => `${n} ${p(n, 'melding wacht', 'meldingen wachten')} op jou`,
		missed: (booth: string) => `${booth} miste een afspraak`,
		booking_alone: (booth: string) => `${booth}: afspraak, en niemand bij de stand`,
		line_alone: (booth: string) => `${booth}: studenten in de rij, en niemand bij de stand`,
		outside: (n: number) =>
			`${n} ${p(n, 'wacht', 'wachten')} voor de deur, en er staan stands stil`,
		closing: (n: number) => `Rond sluitingstijd ${p(n, 'wacht', 'wachten')} er nog ${n}`,
		line_long: (booth: string) => `${booth} loopt vol`,
		uneven: (n: number) =>
			`${n} ${p(n, 'stand staat', 'stands staan')} stil, en elders is het druk`,
		closed_idle: (booth: string) => `${booth} is vrij, maar de rij is dicht`,
	},
	more: {
		report: (_n: number, since: string) => `De oudste is van ${since}.`,
		missed: (_n: number, since: string) => `De afspraak van ${since}.`,
		booking_alone: (_n: number, since: string) => `De afspraak is om ${since}.`,
		line_alone: (n: number, since: string) => `${n} ${p(n, 'wacht', 'wachten')}, sinds ${since}.`,
		outside: () => 'De beurs is vol. Er kunnen er meer binnen.',
		closing: (_n: number, since: string) => `De sluitingstijd is ${since}.`,
		line_long: (n: number, since: string) =>
			`${n} ${p(n, 'wacht', 'wachten')}, de eerste sinds ${since}.`,
		uneven: (_n: number, since: string) => `De langste sinds ${since}.`,
		closed_idle: (_n: number, since: string) => `Sinds ${since}.`,
	},
	act: {
		report: 'Bekijk',
		write: 'Schrijf',
		outside: (n: number) => `Laat er ${n} meer binnen`,
		closing: '15 min langer',
		line_long: 'Sluit de rij',
		uneven: 'Stuur om',
		closed_idle: 'Open de rij',
	},
	actLabel: (act: string, booth: string) => `${act}: ${booth}`,
	write: {
		title: (booth: string) => `Schrijf aan ${booth}`,
		label: 'Dit komt op hun scherm',
		text: {
			missed: 'Jullie hebben net een afspraak gemist. Is er iemand bij de stand?',
			booking_alone: 'Er begint een afspraak bij jullie stand. Kan er iemand komen?',
			line_alone: 'Er wachten studenten bij jullie stand. Kan er iemand komen?',
		},
		send: 'Verstuur',
		mailed: 'Verstuurd. Ook gemaild, want niemand van deze stand is nu online.',
	},
	course: 'Wachten en praten',
	courseLabel: (waiting: number, talking: number) =>
		`Verloop van de avond. Nu ${waiting} in de rij en ${talking} in gesprek.`,
	noCourse: 'Het verloop komt zodra de beurs een paar minuten open is.',
	waiting: (n: number) => `${n} ${p(n, 'wacht', 'wachten')}`,
	talking: (n: number) => `${n} in gesprek`,
	inside: (n: number) => `${n} ${p(n, 'student', 'studenten')} binnen`,
	insideOf: (n: number, most: number) => `${n} van hoogstens ${most} studenten binnen`,
	outside: (n: number) => `${n} ${p(n, 'wacht', 'wachten')} voor de deur`,
	rooms: 'Zalen',
	room: 'Zaal',
	total: 'Samen',
	columns: {
		booths: 'Stands',
		staffed: 'Bemand',
		idle: 'Staan stil',
		talking: 'In gesprek',
		waiting: 'In de rij',
		longest: 'Langste wachttijd',
		placed: 'Plekken gevuld',
	},
	wait: (ms: number) => `${minutes(ms)} min`,
	waitMind: (ms: number) => `let op: ${minutes(ms)} min`,
	waitLong: (ms: number) => `te lang: ${minutes(ms)} min`,
	extend: {
		title: 'Verleng de beurs',
		text: (time: string) =>
			`De sluitingstijd is ${time}. Is het al later? Dan telt het vanaf nu. Studenten zien de nieuwe tijd meteen.`,
		by: (n: number) => `${n} minuten langer`,
		by60: 'Een uur langer',
	},
	screen: {
		title: 'Groot scherm',
		text: 'Zet dit op een beamer. Iedereen ziet er welke stands vrij zijn en welke nummers aan de beurt zijn. Er staan geen namen op.',
		language: 'Taal van het scherm',
		open: 'Open het scherm',
		address: 'Adres van het scherm',
		replace: 'Maak een nieuw adres',
		replaceText: 'Het oude adres toont dan niets meer.',
	},
};

export type LiveCatalogue = Worded<typeof liveNl>;
