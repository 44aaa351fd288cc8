import type { Worded } from './worded';

/** The words of the device check: fetched with its screen. */
export const deviceNl = {
	title: 'Test je camera en microfoon',
	intro: 'Zo weet je zeker dat ze je straks zien en horen. De test duurt 1 minuut.',
	typing: 'Geen camera of microfoon? Je kunt ook typen. Dat is net zo goed.',
	start: 'Start de test',
	startHint:
		'Je browser vraagt of wij je camera en microfoon mogen gebruiken. Kies “Toestaan”. Nu ziet en hoort alleen jij het.',
	back: { student: 'Mijn rijen', staff: 'Naar je stand', setup: 'Naar de stappen' },
	state: { todo: 'Nog niet getest', busy: 'Bezig…', works: 'Werkt', fails: 'Werkt niet' },
	yes: 'Ja',
	no: 'Nee',
	again: 'Probeer opnieuw',
	tips: 'Wat kun je doen?',
	camera: {
		title: 'Camera',
		asks: 'Kijk even',
		preview: 'Jouw beeld',
		question: 'Zie je jezelf?',
		choose: 'Kies een camera',
		fails: {
			denied: ['Je browser houdt de camera tegen.', 'Bellen zonder beeld kan ook.'],
			missing: ['We vinden geen camera. Sluit er een aan.', 'Bellen zonder beeld kan ook.'],
			busy: [
				'Een ander programma gebruikt je camera. Sluit Teams, Zoom of een ander tabblad.',
				'Bellen zonder beeld kan ook.',
			],
			unsupported: [
				'Deze browser kan niet bellen. Open de link in Chrome, Edge, Firefox of Safari.',
			],
			notSeen: [
				'Zit er een schuifje of sticker op je camera? Haal die weg.',
				'Kies hierboven een andere camera, als je er meer hebt.',
				'Bellen zonder beeld kan ook.',
			],
		},
	},
	microphone: {
		title: 'Microfoon',
		asks: 'Praat even',
		speak: 'Zeg iets. Gaat de balk omhoog?',
		level: 'Hoe hard we je horen',
		loudness: { silent: 'We horen niets', soft: 'We horen je zacht', good: 'We horen je goed' },
		quiet: 'Nu is het stil',
		choose: 'Kies een microfoon',
		fails: {
			denied: ['Je browser houdt de microfoon tegen.', 'Zonder microfoon kun je typen.'],
			missing: [
				'We vinden geen microfoon. Sluit er een aan, of pak je oortjes.',
				'Zonder microfoon kun je typen.',
			],
			busy: [
				'Een ander programma gebruikt je microfoon. Sluit Teams, Zoom of een ander tabblad.',
				'Zonder microfoon kun je typen.',
			],
			unsupported: ['Open de link in Chrome, Edge, Firefox of Safari. Of typ in het gesprek.'],
			silent: [
				'Praat wat harder, dicht bij je microfoon.',
				'Staat je microfoon uit? Kijk naar de knop op je oortjes of laptop.',
				'Kies een andere microfoon, als je er meer hebt.',
				'Zonder microfoon kun je typen.',
			],
		},
	},
	speaker: {
		title: 'Geluid',
		asks: 'Luister even',
		text: 'Deze bel hoor je ook als je aan de beurt bent.',
		textStaff: 'Zo hoor je ook de ander.',
		play: 'Speel de bel',
		question: 'Hoor je de bel?',
		choose: 'Kies een luidspreker',
		fails: {
			notHeard: [
				'Zet het geluid harder. Staat het op je telefoon op stil? Zet dat uit.',
				'Doe je oortjes opnieuw in, of haal ze eruit.',
				'Kijk of dit tabblad op stil staat.',
				'Zonder geluid kun je typen.',
			],
		},
	},
	route: {
		title: 'Verbinding',
		busy: 'We proberen de weg voor beeld en geluid…',
		works: 'De weg werkt, ook via onze server.',
		worksSlow: 'De weg werkt, via een omweg. Het beeld kan soms haperen.',
		worksDirect: 'De weg werkt. Op een heel streng netwerk kan het anders zijn.',
		technical: (relay: string, isDirect: boolean) =>
			`Voor de helpdesk: relay ${relay}, rechtstreeks ${isDirect ? '✓' : '✗'}`,
		fails: {
			noRelay: [
				'Dit netwerk houdt onze server tegen. Rechtstreeks bellen lukt misschien wel.',
				'Probeer een ander netwerk, zoals 4G of 5G van je telefoon.',
				'Zet je VPN uit.',
				'Typen werkt altijd.',
			],
			noCalls: [
				'Je browser of netwerk houdt bellen tegen.',
				'Zet extra beveiliging en je VPN uit, of kies een andere browser.',
				'Probeer 4G of 5G van je telefoon.',
				'Typen werkt altijd.',
			],
			offline: [
				'We hebben nu geen verbinding met de beurs.',
				'Kijk of je internet werkt en probeer het opnieuw.',
			],
		},
	},
	denied: {
		title: 'De browser houdt je camera of microfoon tegen',
		here: 'Klik hier',
		where: {
			chrome: [
				'Klik links van het adres op het icoon met de schuifjes.',
				'Zet camera en microfoon aan.',
			],
			edge: ['Klik links van het adres op het slotje.', 'Zet camera en microfoon op “Toestaan”.'],
			firefox: [
				'Klik links van het adres op het icoon van de camera.',
				'Haal de blokkade weg met het kruisje.',
			],
			safari: [
				'Klik bovenaan op Safari en dan op “Instellingen voor deze website”.',
				'Zet camera en microfoon op “Sta toe”.',
			],
			iphone: [
				'Tik links in de adresbalk op het menu van de pagina.',
				'Kies “Website-instellingen” en zet camera en microfoon op “Sta toe”.',
			],
			android: [
				'Tik links van het adres op het icoon.',
				'Kies “Machtigingen” en zet camera en microfoon aan.',
			],
			other: [
				'Zoek bij het adres van de pagina naar een slotje of camera.',
				'Zet camera en microfoon aan.',
			],
		},
		elsewhere: 'Lukt het niet? Kijk ook in de instellingen van je computer of telefoon.',
	},
	outcome: {
		picture: 'Alles werkt. Je bent klaar voor je gesprek.',
		voice: 'Je kunt bellen, zonder beeld. Dat is prima.',
		text: 'Bellen lukt nog niet helemaal. In het gesprek kun je typen. Dat is net zo goed.',
	},
	done: 'Klaar',
};

export type DeviceCatalogue = Worded<typeof deviceNl>;
