import { minutes, pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** The words of a talk: fetched with its screen. */
export const callNl = {
	title: (name: string) => `Gesprek met ${name}`,
	connecting: 'We verbinden jullie…',
	waitingFor: (name: string) => `We wachten op ${name}`,
	reconnecting: 'We verbinden jullie opnieuw. Je plek blijft bewaard.',
	theyAreGone: (name: string, n: number) =>
		`De verbinding van ${name} viel weg. We wachten nog hoogstens ${n} ${p(n, 'minuut', 'minuten')}.`,
	clockStopped: 'De klok staat stil',
	leftOf: (ms: number) => `nog van ${minutes(ms)} ${p(minutes(ms), 'minuut', 'minuten')}`,
	roundOff: 'Rond het gesprek af',
	clock: 'Tijd over',
	twoMinutes: 'Nog 2 minuten.',
	halfMinute: 'Nog 30 seconden.',
	roundOffSaid: 'De tijd is om. Jullie hebben nog 30 seconden om af te ronden.',
	extend: '+ 2 min',
	extendAsk: 'Vraag 2 minuten extra',
	extendAsked: 'Gevraagd: 2 minuten extra',
	extendAgree: (name: string) => `${name} wil 2 minuten langer`,
	extendYes: 'Ja, 2 minuten extra',
	sound: 'Geluid',
	soundOff: 'Geluid uit',
	picture: 'Beeld',
	pictureOff: 'Beeld uit',
	chat: 'Chat',
	hangUp: 'Ophangen',
	hangUpSure: 'Zeker?',
	hangUpAgain: 'Nog een keer om op te hangen.',
	you: 'Jij',
	textOnly: 'Alleen typen',
	noPicture: (name: string) => `${name} heeft het beeld uit`,
	muted: (name: string) => `${name} heeft het geluid uit`,
	onlyTyping: (name: string) => `${name} typt alleen`,
	noMedia: 'Beeld en geluid lukken niet. Jullie kunnen typen.',
	again: 'Probeer beeld en geluid opnieuw',
	problem: {
		denied: 'De browser mag je camera en microfoon niet gebruiken. Typen kan ook.',
		missing: 'We vonden geen camera of microfoon. Typen kan ook.',
		busy: 'Een ander programma gebruikt je camera of microfoon. Typen kan ook.',
		unsupported: 'Deze browser kan niet bellen. Typen kan wel.',
		noCamera: 'Zonder camera. Ze horen je wel.',
		noMicrophone: 'Zonder microfoon. Ze zien je wel. Typ wat je wilt zeggen.',
	},
	devices: 'Kies camera en geluid',
	device: { camera: 'Camera', microphone: 'Microfoon', speaker: 'Luidspreker' },
	playSound: 'Zet het geluid aan',
	elsewhere: 'Je bent in een ander tabblad verder gegaan.',
	here: 'Hier verder',
	newMessage: 'Nieuw bericht',
	newMessageOf: (name: string) => `Nieuw bericht van ${name}`,
	chatTitle: (name: string) => `Typen met ${name}`,
	quality: { good: 'Goede verbinding', fair: 'Matige verbinding', poor: 'Slechte verbinding' },
	over: (name: string) => `Je gesprek met ${name} is klaar`,
	overShort: 'Dit gesprek is voorbij',
	overReason: {
		hung_up: 'Fijn dat je er was.',
		time: 'De tijd was om.',
		no_answer: 'Je was er niet op tijd.',
		declined: 'Je hebt deze beurt overgeslagen.',
		lost: 'De verbinding viel weg.',
		withdrawn: 'De recruiter moest de oproep terugnemen.',
	},
	goesOn: (name: string) => `Je praat zo verder met ${name}`,
	handedOn: (from: string, to: string, note: string) =>
		`${from} geeft je door aan ${to}${note && `: “${note}”`}`,
	textClosed:
		'Schrijven kan hier niet meer. Dat kan tot een van jullie het volgende gesprek begint, en hoogstens een uur.',
	stillOpen: 'Dit blijft een uur open, of tot een van jullie aan het volgende gesprek begint.',
	whatNow: 'Het bedrijf laat je weten hoe het verdergaat. Je ziet het in je agenda.',
	toAgenda: 'Bekijk mijn gesprekken',
	toFair: 'Terug naar de beurs',
};

export type CallCatalogue = Worded<typeof callNl>;
