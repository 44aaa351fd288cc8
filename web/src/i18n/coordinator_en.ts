import type { CoordinatorCatalogue } from './coordinator_nl';
import { pluralOf } from './format';
import { timeSpan } from './span';

const p = pluralOf('en');
const span = (ms: number) => timeSpan(ms, ['minute', 'minutes', 'hour', 'hours', 'day', 'days'], p);

export const coordinatorEn = {
	needs: {
		all: 'All',
		notCome: 'Never signed in',
		noCard: 'No card yet',
		nothing: 'Nothing yet',
		noTalk: 'Talked to nobody yet',
		waits: 'In line',
		long: 'Waiting long',
		missed: 'Missed a turn',
		spoken: 'Talked',
		overdue: 'Answer late',
		forward: 'Has a yes',
		placed: 'Placed',
	},
	counted: (need: string, n: number) => `${need} (${n})`,
	notCome: 'never signed in',
	waitsFor: (ms: number) => `waiting ${span(ms)}`,
	yesFrom: (booth: string, more: number) =>
		`Yes from ${booth}${more > 0 ? ` and ${more} more` : ''}`,
	missedTimes: (n: number) => `missed ${n} ${p(n, 'time', 'times')}`,
	mailed: (when: string) => `link sent: ${when}`,
	more: (n: number) => `Show more (${n} left)`,
	asked: {
		open: (booth: string, until: string) => `${booth}: asked, answer before ${until}`,
		yes: (booth: string) => `${booth}: said yes`,
		no: (booth: string) => `${booth}: rather not`,
		expired: (booth: string) => `${booth}: no answer`,
	},
	line: 'Put in a line',
	lineLabel: (name: string) => `Put in a line: ${name}`,
	lineFor: (name: string) => `A line for ${name}`,
	lineText:
		'Booths that fit and have room now. The student is asked, and says yes or no within 10 minutes.',
	lineNone: 'No quiet booth fits just now.',
	lineAsk: 'Ask',
	lineAskLabel: (name: string, booth: string) =>
		`Ask whether ${name} wants to join the line at ${booth}`,
	lineAsked: (booth: string) =>
		`Asked: ${booth}. You will soon see with the student whether it is a yes or a no.`,
	resend: 'Send the link again',
	resendLabel: (name: string) => `Send the link again: ${name}`,
	resent: 'The mail is on its way.',
	noMail: 'This student cannot get mail. Hand over this link:',
	noLink:
		'This student cannot get mail, and there is no group link that works now. Make one at Links for students.',
} satisfies CoordinatorCatalogue;
