import { minutes, pluralOf } from './format';
import type { LiveCatalogue } from './live_nl';

const p = pluralOf('en');

export const liveEn = {
	title: 'Live',
	asOf: (time: string) => `As of ${time}`,
	seats: 'Places filled',
	seatsOf: (target: number) => `of ${target} ${p(target, 'place', 'places')}`,
	lastHour: (n: number, from: string) => `+ ${n} since ${from}`,
	pace: (n: number, at: string) => `at this pace ${n} by ${at}`,
	each: (n: number) => `One box is ${n} places.`,
	needs: 'Needed now',
	noNeeds: 'All is well. Nothing is needed now.',
	told: (time: string) => `You wrote to them at ${time}.`,
	need: {
		report: (n: number) => `${n} ${p(n, 'report waits', 'reports wait')} for you`,
		missed: (booth: string) => `${booth} missed a booking`,
		booking_alone: (booth: string) => `${booth}: a booking, and nobody at the booth`,
		line_alone: (booth: string) => `${booth}: students in line, and nobody at the booth`,
		outside: (n: number) =>
			`${n} ${p(n, 'waits', 'wait')} at the door, and booths have nothing to do`,
		closing: (n: number) => `Around closing time ${n} still ${p(n, 'waits', 'wait')}`,
		line_long: (booth: string) => `${booth} is filling up`,
		uneven: (n: number) =>
			`${n} ${p(n, 'booth has', 'booths have')} nothing to do, and others are busy`,
		closed_idle: (booth: string) => `${booth} is free, but its line is closed`,
	},
	more: {
		report: (_n: number, since: string) => `The oldest is of ${since}.`,
		missed: (_n: number, since: string) => `The booking of ${since}.`,
		booking_alone: (_n: number, since: string) => `The booking is at ${since}.`,
		line_alone: (n: number, since: string) => `${n} ${p(n, 'waits', 'wait')}, since ${since}.`,
		outside: () => 'The fair is full. More of them could come in.',
		closing: (_n: number, since: string) => `The closing time is ${since}.`,
		line_long: (n: number, since: string) =>
			`${n} ${p(n, 'waits', 'wait')}, the first since ${since}.`,
		uneven: (_n: number, since: string) => `The longest since ${since}.`,
		closed_idle: (_n: number, since: string) => `Since ${since}.`,
	},
	act: {
		report: 'Look',
		write: 'Write',
		outside: (n: number) => `Let ${n} more in`,
		closing: '15 min longer',
		line_long: 'Close the line',
		uneven: 'Point them there',
		closed_idle: 'Open the line',
	},
	actLabel: (act: string, booth: string) => `${act}: ${booth}`,
	write: {
		title: (booth: string) => `Write to ${booth}`,
		label: 'This appears on their screen',
		text: {
			missed: 'You have just missed a booking. Is somebody at the booth?',
			booking_alone: 'A booking begins at your booth. Can somebody come?',
			line_alone: 'Students are waiting at your booth. Can somebody come?',
		},
		send: 'Send',
		mailed: 'Sent. Mailed as well, because nobody of this booth is online now.',
	},
	course: 'Waiting and talking',
	courseLabel: (waiting: number, talking: number) =>
		`Course of the evening. Now ${waiting} in line and ${talking} in a talk.`,
	noCourse: 'The course appears once the fair has been open for some minutes.',
	waiting: (n: number) => `${n} waiting`,
	talking: (n: number) => `${n} in a talk`,
	inside: (n: number) => `${n} ${p(n, 'student', 'students')} inside`,
	insideOf: (n: number, most: number) => `${n} of at most ${most} students inside`,
	outside: (n: number) => `${n} waiting at the door`,
	rooms: 'Rooms',
	room: 'Room',
	total: 'Together',
	columns: {
		booths: 'Booths',
		staffed: 'Staffed',
		idle: 'Idle',
		talking: 'In a talk',
		waiting: 'In line',
		longest: 'Longest wait',
		placed: 'Places filled',
	},
	wait: (ms: number) => `${minutes(ms)} min`,
	waitMind: (ms: number) => `mind: ${minutes(ms)} min`,
	waitLong: (ms: number) => `too long: ${minutes(ms)} min`,
	extend: {
		title: 'Extend the fair',
		text: (time: string) =>
			`The closing time is ${time}. Is it later than that? Then it counts from now. Students see the new time at once.`,
		by: (n: number) => `${n} minutes longer`,
		by60: 'An hour longer',
	},
	screen: {
		title: 'Big screen',
		text: 'Put this on a beamer. Everybody sees which booths are free and which numbers are called. There are no names on it.',
		language: 'Language of the screen',
		open: 'Open the screen',
		address: 'Address of the screen',
		replace: 'Make another address',
		replaceText: 'The old address shows nothing any more.',
	},
} satisfies LiveCatalogue;
