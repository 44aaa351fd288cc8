import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** Links and posters by which groups of students come in, for who makes them. */
export const groupsNl = {
	title: 'Links voor studenten',
	text: 'Maak een link per klas of groep en deel hem, of druk de QR-code af. Studenten komen er zonder e-mailadres mee binnen en vullen zelf hun kaart in.',
	none: 'Er zijn nog geen links. Maak er een voor de eerste klas.',
	back: 'Terug naar de beurs',
	add: 'Nieuwe link',
	edit: 'Wijzig',
	editLabel: (name: string) => `Wijzig: ${name}`,
	joined: (n: number, most: number) =>
		`${n} van ${most} ${p(most, 'student', 'studenten')} ${p(n, 'is', 'zijn')} binnen`,
	until: (when: string) => `tot ${when}`,
	old: 'Te oud: niemand komt er meer mee binnen.',
	withdrawn: 'Ingetrokken: niemand komt er meer mee binnen.',
	poster: 'QR-code om af te drukken',
	withdraw: 'Trek in',
	withdrawSure: (name: string) => `De link van ${name} intrekken? Wie al binnen is, blijft binnen.`,
	replace: 'Vervang de link',
	replaceSure: (name: string) =>
		`${name} een nieuwe link geven? De oude link en de oude posters werken dan niet meer.`,
	school: 'School',
	name: 'Klas of groep',
	nameHint: 'Bijvoorbeeld: LD-ICT4A',
	programme: 'Opleiding',
	anyProgramme: 'verschillende: studenten kiezen zelf',
	most: 'Hoeveel studenten ten hoogste?',
	lastDay: 'Laatste dag dat de link werkt',
	domains: {
		title: 'Met het e-mailadres van de school',
		text: 'Wie een adres van de school heeft, kan ook zonder link komen: op de pagina van de beurs, met een code per mail.',
		unmailed: 'Deze server verstuurt geen mails: geef iedereen de link van de klas.',
		label: (school: string) => `Adressen van ${school} eindigen op`,
		hint: 'Bijvoorbeeld: student.school.nl. Meer dan één? Zet er een komma tussen.',
		save: 'Bewaar',
		saved: 'Bewaard.',
	},
	print: 'Druk af',
	posterTitle: (fair: string) => `Kom naar ${fair}`,
	posterFor: (group: string, school: string) => `Voor ${group}, ${school}`,
	scan: 'Scan de code met je telefoon',
	orType: 'Of typ dit adres in je browser:',
	steps: [
		'Vul je naam in.',
		'Maak in twee minuten je kaart.',
		'Praat op de beurs met een bedrijf.',
	],
	qr: (name: string) => `QR-code van de link voor ${name}`,
	notFound: 'Deze groep is er niet, of niet meer.',
};

export type GroupsCatalogue = Worded<typeof groupsNl>;
