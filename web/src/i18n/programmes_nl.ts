import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** Pages of programmes: for whoever wants to know what their students must learn. */
export const programmesNl = {
	title: 'Opleidingen',
	text: 'Van welke opleidingen komen er studenten, wat moeten ze leren, en wie bel je?',
	none: 'Er staan nog geen opleidingen bij.',
	find: 'Zoek een opleiding',
	noneFound: 'Geen opleiding gevonden.',
	places: (n: number) =>
		n === 0 ? 'nog geen stageplekken' : `${n} ${p(n, 'stageplek', 'stageplekken')}`,
	back: 'Naar alle opleidingen',
	toFair: 'Naar de beurs',
	add: 'Nieuwe opleiding',
	edit: 'Wijzig',
	remove: 'Haal weg',
	removeSure: (name: string) =>
		`${name} weghalen? Dat kan alleen als er geen studenten, plekken en links voor groepen bij horen.`,
	code: (code: string) => `opleidingscode ${code}`,
	about: 'Wat leer je hier?',
	requirements: 'Wat moet een stageplek bieden?',
	periods: 'Wanneer zoeken studenten?',
	processes: 'Werkprocessen',
	contact: 'Contact met de school',
	nothing: 'De school heeft hier nog niets over geschreven.',
	school: 'School',
	name: 'Naam',
	level: 'Niveau',
	codeLabel: 'Opleidingscode (crebo of ISAT)',
	contactName: 'Wie kan een bedrijf bellen?',
	contactEmail: 'E-mailadres',
	contactPhone: 'Telefoon',
	processesLabel: 'Werkprocessen',
	processesHint:
		'Een per regel: eerst de code, dan wat je doet. Bijvoorbeeld: B1-K1-W1 Plant werkzaamheden',
	public: 'Iedereen kan deze pagina lezen, ook wie niet is ingelogd.',
	save: 'Bewaar',
	cancel: 'Annuleer',
	certify: 'Erkenning door SBB',
	unknown: 'niet nagekeken',
	checked: (day: string, school: string) => `nagekeken op ${day} door ${school}`,
	certifications: {
		certified: 'Erkend leerbedrijf',
		applied: 'Erkenning aangevraagd',
		not_yet: 'Nog niet erkend',
	},
};

export type ProgrammeCatalogue = Worded<typeof programmesNl>;
