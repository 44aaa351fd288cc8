import { pluralOf } from './format';
import type { MakingCatalogue } from './making_nl';

const p = pluralOf('en');

export const makingEn: MakingCatalogue = {
	fairs: {
		title: 'My fairs',
		none: 'You run no fair yet. Start below: everything can be changed later.',
		new: 'New fair',
		run: 'Run it',
		all: 'My fairs',
		asked: (founder: string, school: string) =>
			founder
				? `${founder} asks ${school} to hold this fair together.`
				: `${school} is asked for this fair.`,
		share: 'Yes, join',
		decline: 'No',
		callOff: 'Call the fair off',
		callOffSure:
			'All bookings are cancelled and their people are told. What you made for the fair is kept.',
		callOffYes: 'Yes, call it off',
	},
	employers: 'Employers',
	readStudents: 'Read students',
	myStudents: 'My students',
	results: 'Report',
	groups: 'Links for students',
	log: 'Log',
	programmes: 'Programmes',
	copy: {
		button: 'Make anew',
		title: 'Make this fair anew',
		text: 'Rooms, programmes, rules, texts and booths with their placements and people come along. Students, times, bookings and talks do not.',
	},
	steps: {
		label: 'Steps',
		of: (n: number, all: number) => `Step ${n} of ${all}`,
		titles: {
			beurs: 'The fair',
			zalen: 'Rooms',
			regels: 'Rules',
			teksten: 'Texts and privacy',
			collegas: 'Colleagues',
		},
		next: 'Save and go on',
		goOn: 'Go on',
		back: 'Back',
		finish: 'To the fair',
		edit: 'Details, rooms, texts and colleagues',
	},
	staff: {
		title: 'Colleagues',
		text: 'Who organises the fair with you, and who looks after your students. A coordinator sees the students of their own school only.',
		unmailed:
			'This server sends no mails. After you invite a colleague you get a link for them. Is somebody signed out later? Then the administrator of the server makes a new link, on the page Mails.',
		roles: { coordinator: 'Looks after students', organiser: 'Organises the fair' },
		nobody: 'Nobody yet.',
		removeSure: (name: string) => `Take ${name} off this fair?`,
	},
	school: {
		label: 'School',
		none: 'There is no school yet that you can make a fair for. Ask who runs this server.',
		first: 'For which school is the fair?',
		name: 'Name of the school',
		city: 'Town',
		add: 'Add a school',
	},
	fair: {
		name: 'Name of the fair',
		nameHint: 'For example: Internship fair Leiden, spring 2027',
		kind: 'What kind of fair?',
		kinds: {
			internship: 'Internship fair (MBO, HBO)',
			work_experience: 'Work experience fair (WO)',
		},
		day: 'Day',
		from: 'Doors open at',
		until: 'Doors close at',
		target: 'Target: number of places',
		talk: 'Minutes per talk',
		opened: 'The fair has been open. You can still change its name, target and length of talks.',
	},
	sharing: {
		title: 'Schools',
		text: 'The organisers of these schools run the fair together.',
		other: 'One more school',
		add: 'Ask this school',
		asked: 'Asked, no answer yet',
		founder: 'Made the fair',
		remove: 'Remove',
		removeSure: (school: string) =>
			`Remove ${school}? The organisers of this school then run the fair no longer.`,
	},
	rooms: {
		text: 'A room holds the booths of one sector. Students choose a room first.',
		none: 'No rooms yet.',
		sector: 'Sector',
		name: 'Name in Dutch',
		nameEn: 'Name in English',
		add: 'Add room',
		edit: 'Change',
		editLabel: (name: string) => `Change: ${name}`,
		up: (name: string) => `${name}: move up`,
		down: (name: string) => `${name}: move down`,
		moved: (name: string, place: number) => `${name} is now in place ${place}.`,
		remove: 'Remove',
		removeSure: (name: string) => `Remove “${name}”?`,
	},
	frontPage: {
		title: 'Front page',
		hidden: (host: string) =>
			`Who goes to ${host} does not see this fair yet. Who has a link can visit it already.`,
		shown: (host: string) =>
			`Who goes to ${host} sees this fair and can look around. Employers can ask to take part there.`,
		show: 'Put on the front page',
		hide: 'Take off the front page',
	},
	checklist: {
		title: (n: number) =>
			`${n} ${p(n, 'thing', 'things')} to do before the fair can open as you want`,
		ready: 'All is ready',
		done: (n: number) => `${n} ${p(n, 'thing is', 'things are')} done`,
		needed: 'Without this the fair cannot open.',
		tasks: {
			rooms: {
				open: (_: number) => 'There are no rooms yet.',
				mend: 'Make rooms',
				done: 'There are rooms.',
			},
			dates: {
				open: (_: number) => 'The time of the fair is over already.',
				mend: 'Choose another day',
				done: 'The fair is still to come.',
			},
			booths: {
				open: (_: number) => 'There are no booths of employers yet.',
				mend: 'Add employers',
				done: 'There are booths.',
			},
			full_rooms: {
				open: (n: number) => `There is no booth in ${n} ${p(n, 'room', 'rooms')} yet.`,
				mend: 'See the rooms',
				done: 'There is a booth in every room.',
			},
			placements: {
				open: (n: number) => `${n} ${p(n, 'booth has', 'booths have')} no placement yet.`,
				mend: 'See which ones',
				done: 'Every booth has a placement.',
			},
			staff: {
				open: (n: number) => `Nobody works at ${n} ${p(n, 'booth', 'booths')} yet.`,
				mend: 'See which ones',
				done: 'Somebody works at every booth.',
			},
			programmes: {
				open: (_: number) => 'There are no programmes yet.',
				mend: 'Add programmes',
				done: 'The programmes are known.',
			},
			students: {
				open: (_: number) => 'Students cannot come in yet.',
				mend: 'Make links for students',
				done: 'Students can come in.',
			},
			welcome: {
				open: (_: number) => 'Students read no welcome yet.',
				mend: 'Write a welcome',
				done: 'There is a welcome.',
			},
			privacy: {
				open: (_: number) => 'Nowhere does it say what you do with data.',
				mend: 'Write it down',
				done: 'It says what you do with data.',
			},
			english: {
				open: (_: number) => 'The texts are not there in English yet.',
				mend: 'Translate them',
				done: 'The texts are there in English too.',
			},
		},
	},
	texts: {
		text: 'Students and employers read this on the floor of the fair. Leave empty what you do not know yet.',
		welcome: 'Welcome, in Dutch',
		welcomeEn: 'Welcome, in English',
		privacy: 'What you do with data, in Dutch',
		privacyHint: 'Which data do you keep, how long, and whom can one ask about it?',
		privacyEn: 'The same in English',
	},
};
