import type { Worded } from './worded';

/** The words of who makes a fair. */
export const makingNl = {
	fairs: {
		title: 'Mijn beurzen',
		none: 'Je organiseert nog geen beurs. Begin hieronder: je kunt alles later nog veranderen.',
		new: 'Nieuwe beurs',
		run: 'Beheer',
		all: 'Mijn beurzen',
	},
	steps: {
		label: 'Stappen',
		of: (n: number, all: number) => `Stap ${n} van ${all}`,
		titles: {
			beurs: 'De beurs',
			zalen: 'Zalen',
			regels: 'Regels',
			teksten: 'Teksten en privacy',
		},
		next: 'Bewaar en ga verder',
		goOn: 'Ga verder',
		back: 'Terug',
		finish: 'Bewaar en ga naar de beurs',
		edit: 'Gegevens, zalen en teksten',
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
			work_experience: 'Werkervaringsbeurs (WO)',
		},
		day: 'Dag',
		from: 'Deuren open om',
		until: 'Deuren dicht om',
		target: 'Doel: aantal plekken',
		talk: 'Minuten per gesprek',
		opened: 'De beurs is al open geweest. Naam, doel en gespreksduur kun je nog veranderen.',
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
