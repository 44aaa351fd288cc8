import { pluralOf } from './format';
import type { GroupsCatalogue } from './groups_nl';

const p = pluralOf('en');

export const groupsEn = {
	title: 'Links for students',
	text: 'Make a link per class or group and share it, or print its QR code. Students come in by it without an e-mail address, and write their cards themselves.',
	none: 'There are no links yet. Make one for the first class.',
	back: 'Back to the fair',
	add: 'New link',
	edit: 'Change',
	editLabel: (name: string) => `Change: ${name}`,
	joined: (n: number, most: number) =>
		`${n} of ${most} ${p(most, 'student', 'students')} ${p(n, 'is', 'are')} in`,
	until: (when: string) => `until ${when}`,
	old: 'Too old: nobody comes in by it any more.',
	withdrawn: 'Withdrawn: nobody comes in by it any more.',
	poster: 'QR code to print',
	withdraw: 'Withdraw',
	withdrawSure: (name: string) => `Withdraw the link of ${name}? Who is in already stays in.`,
	replace: 'Replace the link',
	replaceSure: (name: string) =>
		`Give ${name} another link? The old link and old posters will not work any more.`,
	school: 'School',
	name: 'Class or group',
	nameHint: 'For example: LD-ICT4A',
	programme: 'Programme',
	anyProgramme: 'several: students choose themselves',
	most: 'How many students at most?',
	lastDay: 'Last day on which the link works',
	domains: {
		title: 'By the e-mail address of the school',
		text: 'Who has an address of the school can come without a link too: on the page of the fair, by a code in a mail.',
		unmailed: 'This server sends no mails: give everybody the link of their class.',
		label: (school: string) => `Addresses of ${school} end with`,
		hint: 'For example: student.school.nl. More than one? Put commas between them.',
		save: 'Save',
		saved: 'Saved.',
	},
	print: 'Print',
	posterTitle: (fair: string) => `Come to ${fair}`,
	posterFor: (group: string, school: string) => `For ${group}, ${school}`,
	scan: 'Scan the code with your phone',
	orType: 'Or type this address in your browser:',
	steps: ['Type your name.', 'Make your card in two minutes.', 'Talk to an employer at the fair.'],
	qr: (name: string) => `QR code of the link for ${name}`,
	notFound: 'This group is not here, or not any more.',
} satisfies GroupsCatalogue;
