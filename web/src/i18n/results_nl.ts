import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** The words of a fair's report. */
export const resultsNl = {
	title: 'Verslag',
	of: (fair: string) => `Verslag van ${fair}`,
	toFair: 'Naar de beurs',
	day: 'Dag van de beurs',
	asOf: (when: string) => `Stand van ${when}`,
	notOver: 'De beurs is nog niet dicht. De cijfers veranderen nog.',
	few: (n: number) =>
		`In dit verslag staan geen namen. Over een groep van minder dan ${n} studenten staat er niets, ook niet als je zelf rekent. Kleine groepen staan samen bij ‘overige’.`,
	tooFew: 'Te weinig studenten om iets over te zeggen.',
	notApart: 'De groepen zijn te klein om apart te laten zien.',
	again: 'Ververs',
	pdf: 'Bewaar als PDF of print',
	csv: 'Bewaar als CSV',
	file: 'verslag',
	places: 'Afgesproken plekken',
	placesOf: (placed: number, target: number) =>
		target
			? `${placed} van de ${target} plekken die het doel zijn`
			: `${placed} ${p(placed, 'plek', 'plekken')}`,
	total: 'Samen',
	others: 'Overige samen',
	unsaid: 'Geen opleiding ingevuld',
	minutes: (n: number) => `${n} min`,
	share: (percent: number) => `${percent}%`,
	underOne: '<1%',
	ofPlaces: 'Van alle plekken',
	ofTarget: 'Van het doel',
	sections: {
		schools: 'Per school',
		levels: 'Per niveau',
		rooms: 'Per sector',
		leads: 'Contacten',
		talks: 'Gesprekken',
		waits: 'Wachten in de rij',
		entries: 'Plaatsen in de rij',
		bookings: 'Afspraken',
		owing: 'Nog geen antwoord',
	},
	notes: {
		people: 'Deden mee: stonden in een rij, maakten een afspraak of lieten hun kaart achter.',
		rooms: 'Een contact is één student bij één stand. Wie in meer sectoren was, telt in elke mee.',
		target:
			'Het doel is van de hele beurs. Een groep heeft geen eigen doel: je ziet welk deel ervan hier is afgesproken.',
		waits: 'Van nummer pakken tot de eerste oproep.',
		owing: 'Stands die studenten nog antwoord schuldig zijn.',
	},
	school: 'School',
	level: 'Niveau',
	room: 'Sector',
	booth: 'Stand',
	outcome: 'Wat ervan kwam',
	number: 'Aantal',
	part: 'Deel',
	counts: {
		students: 'Studenten',
		active: 'Deden mee',
		spoken: 'Spraken iemand',
		none: 'Spraken niemand',
		offers: 'Plek aangeboden',
		placements: 'Plek afgesproken',
	},
	inRoom: {
		students: 'Studenten',
		leads: 'Contacten',
		offered: 'Plek aangeboden',
		placed: 'Plek afgesproken',
		unanswered: 'Nog geen antwoord',
	},
	leads: {
		queued: 'Nog niet gesproken',
		spoken: 'Gesproken, nog niets afgesproken',
		invited: 'Uitgenodigd',
		offered: 'Plek aangeboden',
		placed: 'Plek afgesproken',
		declined_by_employer: 'Werkgever zei nee',
		declined_by_student: 'Student zei nee',
		withdrawn: 'Kaart teruggenomen',
		in_time: 'Kreeg antwoord op tijd',
		late: 'Kreeg antwoord te laat',
		owed: 'Wacht op antwoord, nog op tijd',
		overdue: 'Wacht op antwoord, te laat',
	},
	talks: {
		talks: 'Gesprekken',
		p50: 'Helft was korter dan',
		p90: '9 van de 10 waren korter dan',
		hung_up: 'Opgehangen',
		time: 'Tijd was om',
		lost: 'Verbinding weg',
		other: 'Anders',
	},
	waits: {
		waits: 'Oproepen',
		p50: 'Helft wachtte korter dan',
		p90: '9 van de 10 wachtten korter dan',
		within_p50: 'Wachtte niet langer dan de korte schatting (eerlijk is de helft)',
		within_p90: 'Wachtte niet langer dan de lange schatting (eerlijk is 9 van de 10)',
	},
	entries: {
		done: 'Gesprek gehad',
		left: 'Ging zelf weg',
		missed: 'Nam twee keer niet op',
		removed: 'Uit de rij gehaald',
		closed: 'Rij sloot te vroeg',
	},
	bookings: {
		done: 'Gesprek gehad',
		no_show: 'Student kwam niet',
		missed_by_employer: 'Werkgever kwam niet',
		cancelled: 'Afgezegd',
	},
	owed: 'Open',
	overdue: 'Te laat',
	nobodyOwes: 'Iedereen heeft antwoord.',
};

export type ResultsCatalogue = Worded<typeof resultsNl>;
