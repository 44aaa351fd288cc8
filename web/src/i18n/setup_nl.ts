import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** The words of who sets something up: a booth, its times, a fair's day. */
export const setupNl = {
	title: (booth: string) => `${booth}: stand inrichten`,
	link: 'Stand inrichten',
	view: 'Bekijk als student',
	toDesk: 'Naar de balie',
	save: 'Bewaar',
	saved: 'Bewaard.',
	cancel: 'Annuleer',
	sure: 'Weet je het zeker?',
	about: {
		title: 'Over jullie',
		tagline: 'In één zin',
		taglineHint: 'Wat doet een stagiair bij jullie? Dit staat in de lijst van stands.',
		about: 'Meer over jullie',
		city: 'Plaats',
		talk: 'Minuten per gesprek',
		languages: 'Jullie spreken',
		names: { nl: 'Nederlands', en: 'Engels' },
	},
	placements: {
		title: 'Stageplekken',
		none: 'Nog geen stageplekken. Studenten zoeken hierop.',
		add: 'Nieuwe stageplek',
		edit: 'Wijzig',
		editLabel: (title: string) => `Wijzig: ${title}`,
		remove: 'Haal weg',
		removeSure: (title: string) => `“${title}” weghalen?`,
		name: 'Naam',
		about: 'Wat doe je er?',
		level: 'Niveau',
		track: 'Leerweg',
		programme: 'Opleiding',
		anyProgramme: 'elke opleiding van dit niveau',
		readProgramme: (name: string) => `Wat vraagt ${name}? (opent ernaast)`,
		period: 'Periode',
		periodHint: 'Bijvoorbeeld: februari t/m juli 2027',
		hours: 'Uren per week',
		places: 'Aantal plekken',
		processes: 'Wat kan een student hier leren?',
	},
	times: {
		title: 'Tijden',
		text: 'Studenten kunnen een tijd kiezen in plaats van in de rij te staan.',
		date: 'Dag',
		from: 'Vanaf',
		until: 'Tot',
		talk: 'Minuten per gesprek',
		pause: 'Minuten ertussen',
		seats: 'Gesprekken tegelijk',
		reserve: 'Deel voor coördinatoren',
		reserveHint:
			'Stagecoördinatoren bieden deze tijden zelf aan. Een half uur vooraf zijn ze voor iedereen.',
		none: 'niets',
		percent: (n: number) => `${n} %`,
		second: 'De helft komt later vrij',
		secondHint: 'Zo is niet alles meteen weg.',
		secondOn: 'Vrij op',
		secondAt: 'Om',
		preview: (n: number) => `Zo wordt het: ${n} ${p(n, 'tijd', 'tijden')}`,
		wrong: {
			from_ms: 'De beurs is dan niet open. Kies een ander begin.',
			until_ms:
				'Dit eind kan niet: er past geen gesprek in, de beurs is dan al dicht, of het worden meer dan 200 tijden.',
			second_ms: 'De tweede helft: kies een moment dat nog komt, vóór de eerste tijd.',
		},
		atOnce: 'meteen',
		reserved: 'reserve',
		make: (n: number) => `Maak ${n} ${p(n, 'tijd', 'tijden')}`,
		made: (n: number) =>
			n === 0
				? 'Deze tijden waren er al.'
				: `${n} ${p(n, 'tijd is', 'tijden zijn')} erbij gekomen.`,
		now: (n: number) => `Tijden die er zijn: ${n}`,
		noneYet: 'Nog geen tijden.',
		free: 'vrij',
		taken: 'bezet',
		opens: (when: string) => `vrij vanaf ${when}`,
		remove: (time: string) => `Haal ${time} weg`,
	},
	staff: {
		title: 'Collega’s',
		email: 'E-mailadres',
		name: 'Naam',
		language: 'Taal',
		role: 'Rol',
		roles: { recruiter: 'Voert gesprekken', manager: 'Beheert de stand' },
		invite: 'Nodig uit',
		notCome: 'nog niet geweest',
		remove: 'Haal weg',
		removeSure: (name: string) => `${name} van deze stand halen?`,
		renew: 'Nieuwe link',
		renewLabel: (name: string) => `Nieuwe link voor ${name}`,
		renewSure: (name: string) =>
			`${name} een nieuwe link geven? Waar ${name} nog is ingelogd, gaat die sessie dicht.`,
		renewElsewhere: (name: string) =>
			`Voor ${name} maakt alleen de beheerder van de server een link.`,
		link: 'Geef deze link aan je collega. Hij werkt één keer, 24 uur lang.',
		added: 'Toegevoegd. Je collega logt in zoals altijd.',
		addedUnmailed: {
			here: 'Toegevoegd. Is je collega uitgelogd? Maak dan hierboven een nieuwe link.',
			fair: 'Toegevoegd. Is je collega uitgelogd? Dan maakt wie de beurs organiseert een link.',
			server:
				'Toegevoegd. Is je collega uitgelogd? Dan maakt de beheerder van de server een link, bij Mails.',
		},
		mailed: 'Je collega heeft er ook een mail over gekregen.',
	},
	rules: {
		title: 'Regels van de beurs',
		numbers: {
			max_queues: 'Rijen tegelijk per student',
			max_bookings: 'Afspraken tegelijk per student',
			max_talks: 'Gesprekken per student bij één stand',
			ring_s: 'Seconden om een oproep aan te nemen',
			put_back: 'Plaatsen terug na een gemiste oproep',
			suspension_minutes: 'Minuten om terug te komen na twee gemiste oproepen',
			no_show_minutes: 'Minuten dat een afspraak op de student wacht',
			employer_minutes: 'Minuten dat een student op de stand wacht bij een afspraak',
			extensions: 'Keer dat een gesprek 2 minuten langer mag',
			wrap_up_s: 'Seconden voor de aantekening na een gesprek',
			answer_hours: 'Uren voor een antwoord na een gesprek',
			retention_days: 'Dagen na de beurs dat bedrijven de kaart van een student zien',
		},
		isBounded:
			'Laat niet te veel studenten tegelijk binnen: de rest wacht voor de deur, op volgorde',
		inside: 'Studenten tegelijk binnen',
		blind: 'Verberg naam en niveau van studenten voor bedrijven tot hun eerste gesprek',
	},
	move: {
		button: 'Verplaats de beurs',
		title: 'Verplaats de beurs',
		text: 'Alle tijden schuiven mee. Iedereen met een afspraak krijgt de vraag of de nieuwe tijd past. Wie niet antwoordt, raakt de afspraak kwijt.',
		opens: 'Nieuwe opening',
		moved: (n: number) =>
			n === 0
				? 'De beurs is verplaatst. Niemand had al een afspraak.'
				: `De beurs is verplaatst. ${n} ${p(n, 'afspraak wacht', 'afspraken wachten')} op een ja.`,
	},
};

export type SetupCatalogue = Worded<typeof setupNl>;
