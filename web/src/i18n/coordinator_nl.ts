import type { LineOfferState } from '../gen/protocol';
import { pluralOf } from './format';
import { timeSpan } from './span';
import type { Worded } from './worded';

const p = pluralOf('nl');
const span = (ms: number) => timeSpan(ms, ['minuut', 'minuten', 'uur', 'uur', 'dag', 'dagen'], p);

/** What a coordinator does for their own students. */
export const coordinatorNl = {
	needs: {
		all: 'Alle',
		notCome: 'Nog nooit ingelogd',
		noCard: 'Nog geen kaart',
		nothing: 'Nog niets',
		noTalk: 'Nog niemand gesproken',
		waits: 'In de rij',
		long: 'Wacht lang',
		missed: 'Oproep gemist',
		spoken: 'Gesproken',
		overdue: 'Antwoord te laat',
		forward: 'Heeft een ja',
		placed: 'Geplaatst',
	},
	counted: (need: string, n: number) => `${need} (${n})`,
	notCome: 'nog nooit ingelogd',
	waitsFor: (ms: number) => `wacht ${span(ms)}`,
	yesFrom: (booth: string, more: number) => `Ja van ${booth}${more > 0 ? ` en nog ${more}` : ''}`,
	missedTimes: (n: number) => `${n} keer gemist`,
	mailed: (when: string) => `link gestuurd: ${when}`,
	more: (n: number) => `Toon meer (nog ${n})`,
	asked: {
		open: (booth: string, until: string) => `${booth}: gevraagd, antwoord voor ${until}`,
		yes: (booth: string) => `${booth}: zei ja`,
		no: (booth: string) => `${booth}: liever niet`,
		expired: (booth: string) => `${booth}: geen antwoord`,
	} satisfies Record<LineOfferState, (booth: string, until: string) => string>,
	line: 'Zet in een rij',
	lineLabel: (name: string) => `Zet in een rij: ${name}`,
	lineFor: (name: string) => `Een rij voor ${name}`,
	lineText:
		'Stands die passen en waar nu plek is. De student krijgt de vraag en zegt zelf ja of nee, binnen 10 minuten.',
	lineNone: 'Er is nu geen rustige stand die past.',
	lineAsk: 'Vraag',
	lineAskLabel: (name: string, booth: string) => `Vraag of ${name} in de rij wil bij ${booth}`,
	lineAsked: (booth: string) =>
		`Gevraagd: ${booth}. Bij de student zie je straks of het ja of nee is.`,
	resend: 'Stuur de link opnieuw',
	resendLabel: (name: string) => `Stuur de link opnieuw: ${name}`,
	resent: 'De mail is onderweg.',
	noMail: 'Deze student kan geen mail krijgen. Geef deze link door:',
	noLink:
		'Deze student kan geen mail krijgen, en er is geen groepslink die nu werkt. Maak er een bij Links voor studenten.',
};

export type CoordinatorCatalogue = Worded<typeof coordinatorNl>;
