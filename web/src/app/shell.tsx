import { isStudent } from '../state/me';
import { Announcer } from './announcer';
import { ConnectionBar } from './connection';
import { useLazy } from './lazy';
import { Outlet } from './outlet';
import { TopBar } from './topbar';
import './shell.css';
import { words } from '../i18n';

const studentFrame = () => import('../areas/student/frame');

/** What is around every screen. */
export function Shell() {
	return (
		<>
			<a class="skip" href="#main">
				{words.value.shell.skip}
			</a>
			<ConnectionBar />
			<TopBar />
			<Told />
			<Outlet />
			{isStudent.value && <StudentFrame />}
			<Announcer />
		</>
	);
}

const band = () => import('../features/announcements/band');

/** Seldom anything: fetched after the screen. */
function Told() {
	const loaded = useLazy(band);
	return loaded.state === 'here' ? <loaded.value.Band /> : null;
}

/** Ticket, tabs and ring belong to a student on every screen; others need not fetch them. */
function StudentFrame() {
	const loaded = useLazy(studentFrame);
	return loaded.state === 'here' ? <loaded.value.Frame /> : null;
}
