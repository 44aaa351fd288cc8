import { pluralOf } from './format';
import type { ProgrammeCatalogue } from './programmes_nl';

const p = pluralOf('en');

export const programmesEn = {
	title: 'Programmes',
	text: 'Which programmes do students come from, what must they learn, and whom do you call?',
	none: 'There are no programmes yet.',
	find: 'Find a programme',
	noneFound: 'No programme found.',
	places: (n: number) =>
		n === 0 ? 'no placements yet' : `${n} ${p(n, 'placement', 'placements')}`,
	back: 'To all programmes',
	toFair: 'To the fair',
	add: 'New programme',
	edit: 'Edit',
	remove: 'Remove',
	removeSure: (name: string) =>
		`Remove ${name}? That works only if no students, placements and links of groups belong to it.`,
	code: (code: string) => `code ${code}`,
	about: 'What does one learn here?',
	requirements: 'What must a placement offer?',
	periods: 'When do students look for one?',
	processes: 'Work processes',
	contact: 'Contact at the school',
	nothing: 'The school has not written about this yet.',
	school: 'School',
	name: 'Name',
	level: 'Level',
	codeLabel: 'Programme code (CREBO or ISAT)',
	contactName: 'Whom can an employer call?',
	contactEmail: 'E-mail address',
	contactPhone: 'Telephone',
	processesLabel: 'Work processes',
	processesHint:
		'One a line: the code first, then what one does. For example: B1-K1-W1 Plans the work',
	public: 'Everybody can read this page, without signing in too.',
	save: 'Save',
	cancel: 'Cancel',
	certify: 'Certification by SBB',
	unknown: 'not looked up',
	checked: (day: string, school: string) => `looked up on ${day} by ${school}`,
	certifications: {
		certified: 'Certified employer',
		applied: 'Certification applied for',
		not_yet: 'Not certified yet',
	},
} satisfies ProgrammeCatalogue;
