import type { Worded } from './worded';

/** Signing in: the page of a link, and where one is asked for. */
export const signInNl = {
	title: 'Inloggen',
	account: 'Je account',
	text: 'Met deze link log je in.',
	button: 'Inloggen',
	renew: 'Mail mij een nieuwe link',
	renewed: 'We hebben een nieuwe link gemaild, naar hetzelfde adres.',
	alreadyIn: (name: string) => `Je bent al ingelogd als ${name}.`,
	goOn: 'Ga verder',
	where: 'Waar wil je heen?',
	everywhere: {
		button: 'Overal uitloggen',
		sure: 'Uitloggen op al je apparaten? Ook links die je nog niet gebruikte, werken dan niet meer.',
		no: 'Nee',
	},
	ask: 'We mailen je een link waarmee je inlogt. Die werkt 10 minuten.',
	email: 'Je e-mailadres',
	send: 'Mail me een link',
	asked: (email: string) =>
		`Als ${email} bij ons bekend is, is er nu een mail onderweg. Open de link op dit apparaat, in deze browser.`,
	askedElsewhere: 'Open je de mail ergens anders? Dan staat daar een code. Typ die hier.',
	notCome: 'Niets gekregen? Kijk bij ongewenste mail, of vraag over een paar minuten een nieuwe.',
	again: 'Ander adres',
	code: 'Code van zes cijfers',
	enter: 'Log in met code',
	wrongCode: 'Deze code klopt niet, of niet meer. Kijk hem na, of vraag een nieuwe link.',
	yourCode: 'Typ deze code in de browser waarin je om de link vroeg:',
	codeWarning:
		'Vroeg je zelf niet om een link? Geef deze code dan aan niemand. Ook niet als iemand erom vraagt.',
	off: 'Vanaf deze server wordt geen mail verstuurd. Open de link die je kreeg. Geen link? Vraag je docent of de organisatie.',
	shown: 'Dit is een demo: mails worden niet verstuurd. De beheerder kan ze lezen bij Mails.',
};

export type SignInCatalogue = Worded<typeof signInNl>;
