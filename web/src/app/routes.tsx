import type { ComponentType } from 'preact';
import type { Role } from '../gen/protocol';
import { type Params, pattern } from './router';

/** What every address shows. An area is one chunk, fetched when one of its addresses is visited. */

export type Screen = ComponentType<{ readonly params: Params }>;
export type Area = Readonly<Record<string, Screen>>;

export interface Route {
	readonly area: () => Promise<Area>;
	readonly screen: string;
	/** Who may see it; absent: everybody, signed in or not. */
	readonly roles?: readonly Role[];
	/** For those alone who run the server. */
	readonly isForAdmin?: boolean;
}

const visitor = () => import('../areas/visitor');
const signIn = () => import('../areas/visitor/sign_in');
const device = () => import('../areas/visitor/device');
const join = () => import('../areas/visitor/join');
const room = () => import('../areas/visitor/room');
const student = () => import('../areas/student');
const booth = () => import('../areas/student/booth');
const card = () => import('../areas/student/card');
const call = () => import('../areas/student/call');
const employer = () => import('../areas/employer');
const setup = () => import('../areas/employer/setup');
const leads = () => import('../areas/employer/leads');
const organiser = () => import('../areas/organiser');
const groups = () => import('../areas/groups');
const coordinator = () => import('../areas/coordinator');
const programmes = () => import('../areas/programmes');
const screen = () => import('../areas/screen');
const admin = () => import('../areas/admin');

export const routes = [
	pattern<Route>('/', { area: visitor, screen: 'Home' }),
	pattern<Route>('/in/*?', { area: signIn, screen: 'SignIn' }),
	pattern<Route>('/b/:code', { area: join, screen: 'Join' }),
	pattern<Route>('/meedoen/:fair', { area: join, screen: 'Come' }),
	pattern<Route>('/beurs/:fair', { area: visitor, screen: 'PublicLobby' }),
	pattern<Route>('/scherm/:wall', { area: screen, screen: 'Wall' }),
	pattern<Route>('/opleidingen/:fair', { area: programmes, screen: 'Programmes' }),
	pattern<Route>('/opleiding/:programme', { area: programmes, screen: 'Programme' }),
	pattern<Route>('/zaal/:room', { area: room, screen: 'Room' }),
	pattern<Route>('/stand/:booth', { area: booth, screen: 'Booth' }),
	pattern<Route>('/rijen', { area: student, screen: 'Lines', roles: ['student'] }),
	pattern<Route>('/agenda', { area: student, screen: 'Agenda', roles: ['student'] }),
	pattern<Route>('/kaart/:page?', { area: card, screen: 'Card', roles: ['student'] }),
	pattern<Route>('/gesprek/:call', {
		area: call,
		screen: 'Call',
		roles: ['student', 'recruiter', 'manager'],
	}),
	pattern<Route>('/apparaat/:booth?', {
		area: device,
		screen: 'Device',
		roles: ['student', 'recruiter', 'manager'],
	}),
	pattern<Route>('/console/:booth', {
		area: employer,
		screen: 'Console',
		roles: ['recruiter', 'manager'],
	}),
	pattern<Route>('/inrichten/:booth', {
		area: setup,
		screen: 'Setup',
		roles: ['manager', 'organiser'],
	}),
	pattern<Route>('/console/:booth/opvolgen', {
		area: leads,
		screen: 'Leads',
		roles: ['recruiter', 'manager'],
	}),
	pattern<Route>('/studenten/:fair', {
		area: coordinator,
		screen: 'Students',
		roles: ['coordinator'],
	}),
	pattern<Route>('/groepen/:fair/:group?', { area: groups, screen: 'Groups' }),
	pattern<Route>('/mails', { area: admin, screen: 'Mails', isForAdmin: true }),
	// Which addresses lie below this one, and who may see them, the area says.
	pattern<Route>('/beheer/*?', { area: organiser, screen: 'Manage' }),
];
