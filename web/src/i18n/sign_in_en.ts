import type { SignInCatalogue } from './sign_in_nl';

export const signInEn = {
	title: 'Sign in',
	account: 'Your account',
	text: 'This link signs you in.',
	button: 'Sign in',
	renew: 'Mail me a new link',
	renewed: 'We mailed a new link, to the same address.',
	alreadyIn: (name: string) => `You are already signed in as ${name}.`,
	where: 'Where do you want to go?',
	goOn: 'Go on',
	everywhere: {
		button: 'Sign out everywhere',
		sure: 'Sign out on all your devices? Links that you have not used yet will not work any more either.',
		no: 'No',
	},
	ask: 'We mail you a link that signs you in. It works for 10 minutes.',
	email: 'Your e-mail address',
	send: 'Mail me a link',
	asked: (email: string) =>
		`If we know ${email}, a mail is on its way now. Open the link on this device, in this browser.`,
	askedElsewhere: 'Do you open the mail somewhere else? Then it shows a code there. Type it here.',
	notCome: 'Nothing came? Look among unwanted mail, or ask for a new one in a few minutes.',
	again: 'Another address',
	code: 'Code of six digits',
	enter: 'Sign in with the code',
	wrongCode: 'This code is not right, or not any more. Check it, or ask for a new link.',
	yourCode: 'Type this code in the browser in which you asked for the link:',
	codeWarning:
		'Did you not ask for a link yourself? Then give this code to nobody, even if somebody asks for it.',
	off: 'No mails are sent from this server. Open the link that you got. No link? Ask your teacher or the organisers.',
	shown: 'This is a demo: mails are not sent. The administrator can read them at Mails.',
} satisfies SignInCatalogue;
