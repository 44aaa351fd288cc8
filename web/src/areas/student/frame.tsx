import { useEffect } from 'preact/hooks';
import { useLazy } from '../../app/lazy';
import { path } from '../../app/router';
import { Ring } from '../../features/meet/call/ring';
import { Dock } from '../../features/meet/line/dock';
import { myTurn } from '../../features/meet/line/entry';
import '../../features/meet/line/line.css';
import type { IconName } from '../../gen/icons';
import { words } from '../../i18n';
import { Icon } from '../../ui/icon';
import './frame.css';

const told = () => import('./told');

/** What a student has on every screen: the docked ticket, the tabs of a phone, and the bell. */
export function Frame() {
	useFootHeight();
	const news = useLazy(told);
	return (
		<>
			{news.state === 'here' && <news.value.Voices />}
			<div class="foot">
				{news.state === 'here' && !isTalkingHere() && <news.value.Notices />}
				<Dock />
				{!isTalkingHere() && <TabBar />}
			</div>
			<Ring />
		</>
	);
}

interface Tab {
	readonly to: string;
	readonly icon: IconName;
	readonly text: string;
}

function TabBar() {
	const t = words.value.shell;
	const tabs: readonly Tab[] = [
		{ to: '/', icon: 'map', text: t.fair },
		{ to: '/rijen', icon: 'ticket', text: t.lines },
		{ to: '/agenda', icon: 'calendar-check', text: t.agenda },
	];
	return (
		<nav class="tab-bar" aria-label={t.tabs}>
			{tabs.map(({ to, icon, text }) => (
				<a key={to} href={to} aria-current={isUnder(to) ? 'page' : undefined}>
					<Icon name={icon} />
					{text}
				</a>
			))}
		</nav>
	);
}

/** In a call the screen is for the call: its own buttons are the ways out. */
function isTalkingHere(): boolean {
	const turn = myTurn.value;
	return turn !== undefined && turn.state !== 'ringing' && path.value === `/gesprek/${turn.id}`;
}

/** Rooms and booths are the fair. */
function isUnder(to: string): boolean {
	if (to !== '/') return path.value === to;
	return path.value === '/' || path.value.startsWith('/zaal/') || path.value.startsWith('/stand/');
}

/** The page ends above whatever is docked, and a focused control never hides under it (WCAG 2.4.11). */
function useFootHeight(): void {
	useEffect(() => {
		const foot = document.querySelector('.foot');
		if (!foot) return;
		const root = document.documentElement;
		const watch = new ResizeObserver(() =>
			root.style.setProperty('--dock-height', `${foot.clientHeight}px`),
		);
		watch.observe(foot);
		return () => {
			watch.disconnect();
			root.style.removeProperty('--dock-height');
		};
	}, []);
}
