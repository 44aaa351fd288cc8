import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** The words of who makes a fair. */
export const makingNl = {
	fairs: {
		title: 'Mijn beurzen',
		none: 'Je organiseert nog geen beurs. Begin hieronder: je kunt alles later nog veranderen.',
		new: 'Nieuwe beurs',
		run: 'Beheer',
		all: 'Mijn beurzen',
		asked: (founder: string, school: string) =>
			founder
				? `${founder} vraagt ${school} om deze beurs samen te houden.`
				: `${school} is gevraagd voor deze beurs.`,
		share: 'Ja, doe mee',
		decline: 'Nee',
		callOff: 'Beurs gaat niet door',
		callOffSure:
			'Alle afspraken worden afgezegd en de mensen horen dat. Wat je voor de beurs maakte, blijft bewaard.',
		callOffYes: 'Ja, zeg de beurs af',
	},
	employers: 'Bedrijven',
	readStudents: 'Studenten inlezen',
	myStudents: 'Mijn studenten',
	results: 'Verslag',
	groups: 'Links voor studenten',
	log: 'Logboek',
	programmes: 'Opleidingen',
	copy: {
		button: 'Maak opnieuw',
		title: 'Maak deze beurs opnieuw',
		text: 'Zalen, opleidingen, regels, teksten en stands met hun plekken en mensen komen mee. Studenten, tijden, afspraken en gesprekken niet.',
	},
	steps: {
		label: 'Stappen',
		of: (n: number, all: number) => `Stap ${n} van ${all}`,
		titles: {
			beurs: 'De beurs',
			zalen: 'Zalen',
			regels: 'Regels',
			teksten: 'Teksten en privacy',
			collegas: 'Collega’s',
		},
		next: 'Bewaar en ga verder',
		goOn: 'Ga verder',
		back: 'Terug',
		finish: 'Naar de beurs',
		edit: 'Gegevens, zalen, teksten en collega’s',
	},
	staff: {
		title: 'Collega’s',
		text: 'Wie de beurs mee organiseert, en wie jullie studenten begeleidt. Een coördinator ziet alleen de studenten van de eigen school.',
		unmailed:
			'Deze server verstuurt geen mails. Na het uitnodigen krijg je een link voor je collega. Is iemand later uitgelogd? Dan maakt de beheerder van de server een nieuwe link, op de pagina Mails.',
		roles: { coordinator: 'Begeleidt studenten', organiser: 'Organiseert de beurs' },
		nobody: 'Nog niemand.',
		removeSure: (name: string) => `${name} van deze beurs halen?`,
	},
	school: {
		label: 'School',
		none: 'Er is nog geen school waarvoor je een beurs kunt maken. Vraag het de beheerder van deze server.',
		first: 'Voor welke school is de beurs?',
		name: 'Naam van de school',
		city: 'Plaats',
		add: 'Voeg een school toe',
	},
	fair: {
		name: 'Naam van de beurs',
		nameHint: 'Bijvoorbeeld: Stagebeurs Leiden, voorjaar 2027',
		kind: 'Wat voor beurs?',
		kinds: {
			internship: 'Stagebeurs (MBO, HBO)',
			work_experience: 'Werkervarings\u00adbeurs (WO)',
		},
		day: 'Dag',
		from: 'Deuren open om',
		until: 'Deuren dicht om',
		target: 'Doel: aantal plekken',
		talk: 'Minuten per gesprek',
		opened: 'De beurs is al open geweest. Naam, doel en gespreksduur kun je nog veranderen.',
	},
	sharing: {
		title: 'Scholen',
		text: 'De organisatoren van deze scholen beheren de beurs samen.',
		other: 'Nog een school',
		add: 'Vraag deze school',
		asked: 'Gevraagd, nog geen antwoord',
		founder: 'Maakte de beurs',
		remove: 'Haal weg',
		removeSure: (school: string) =>
			`${school} weghalen? De organisatoren van deze school beheren de beurs dan niet meer.`,
	},
	rooms: {
		text: 'In een zaal staan de stands van één sector bij elkaar. Studenten kiezen eerst een zaal.',
		none: 'Nog geen zalen.',
		sector: 'Sector',
		name: 'Naam',
		nameEn: 'Naam in het Engels',
		add: 'Voeg zaal toe',
		edit: 'Wijzig',
		editLabel: (name: string) => `Wijzig: ${name}`,
		up: (name: string) => `${name} naar boven`,
		down: (name: string) => `${name} naar beneden`,
		moved: (name: string, place: number) => `${name} staat nu op plaats ${place}.`,
		remove: 'Haal weg',
		removeSure: (name: string) => `“${name}” weghalen?`,
	},
	frontPage: {
		title: 'Voorpagina',
		hidden: (host: string) =>
			`Wie naar ${host} gaat, ziet deze beurs nog niet staan. Wie een link heeft, komt er al wel.`,
		shown: (host: string) =>
			`Wie naar ${host} gaat, ziet deze beurs staan en kan rondkijken. Bedrijven kunnen zich daar aanmelden.`,
		show: 'Zet op de voorpagina',
		hide: 'Haal van de voorpagina',
	},
	checklist: {
		title: (n: number) => `Nog ${n} ${p(n, 'ding', 'dingen')} voor de beurs open kan zoals je wilt`,
		ready: 'Alles staat klaar',
		done: (n: number) => `${n} ${p(n, 'ding is', 'dingen zijn')} klaar`,
		needed: 'Zonder dit kan de beurs niet open.',
		tasks: {
			rooms: {
				open: (_: number) => 'Er zijn nog geen zalen.',
				mend: 'Maak zalen',
				done: 'Er zijn zalen.',
			},
			dates: {
				open: (_: number) => 'De tijd van de beurs is al voorbij.',
				mend: 'Kies een andere dag',
				done: 'De beurs moet nog komen.',
			},
			booths: {
				open: (_: number) => 'Er zijn nog geen stands van bedrijven.',
				mend: 'Voeg bedrijven toe',
				done: 'Er zijn stands.',
			},
			full_rooms: {
				open: (n: number) => `In ${n} ${p(n, 'zaal', 'zalen')} staat nog geen stand.`,
				mend: 'Bekijk de zalen',
				done: 'In elke zaal staat een stand.',
			},
			placements: {
				open: (n: number) => `${n} ${p(n, 'stand heeft', 'stands hebben')} nog geen stageplek.`,
				mend: 'Kijk bij welke',
				done: 'Elke stand heeft een stageplek.',
			},
			staff: {
				open: (n: number) => `Bij ${n} ${p(n, 'stand', 'stands')} werkt nog niemand.`,
				mend: 'Kijk bij welke',
				done: 'Bij elke stand werkt iemand.',
			},
			programmes: {
				open: (_: number) => 'Er zijn nog geen opleidingen.',
				mend: 'Voeg opleidingen toe',
				done: 'De opleidingen zijn bekend.',
			},
			students: {
				open: (_: number) => 'Studenten kunnen nog niet naar binnen.',
				mend: 'Maak links voor studenten',
				done: 'Studenten kunnen naar binnen.',
			},
			welcome: {
				open: (_: number) => 'Studenten lezen nog geen welkom.',
				mend: 'Schrijf een welkom',
				done: 'Er is een welkom.',
			},
			privacy: {
				open: (_: number) => 'Nergens staat wat jullie met gegevens doen.',
				mend: 'Schrijf het op',
				done: 'Er staat wat jullie met gegevens doen.',
			},
			english: {
				open: (_: number) => 'De teksten zijn er nog niet in het Engels.',
				mend: 'Vertaal ze',
				done: 'De teksten zijn er ook in het Engels.',
			},
		},
	},
	texts: {
		text: 'Studenten en bedrijven lezen dit op de beursvloer. Laat leeg wat je nog niet weet.',
		welcome: 'Welkom',
		welcomeEn: 'Welkom, in het Engels',
		privacy: 'Wat jullie met gegevens doen',
		privacyHint: 'Welke gegevens bewaren jullie, hoe lang, en wie kun je erover vragen?',
		privacyEn: 'Hetzelfde in het Engels',
	},
};

export type MakingCatalogue = Worded<typeof makingNl>;
