import { chooseLanguage, otherLanguage } from '../features/account/language';
import { words } from '../i18n';
import { me } from '../state/client';
import { homePath, participation } from '../state/me';
import { Icon } from '../ui/icon';
import { ConnectionWord } from './connection';
import { useLazy } from './lazy';
import { path } from './router';

export function TopBar() {
	const t = words.value.shell;
	const role = participation.value?.role;
	return (
		<header class="topbar">
			<div class="topbar-name">
				<a class="brand" href={homePath.value}>
					<Icon name="ticket" />
					<span>Stagebeurs</span>
				</a>
				<ConnectionWord />
			</div>
			{role === 'student' && <DesktopTabs />}
			<button
				type="button"
				class="topbar-button"
				lang={otherLanguage()}
				data-testid="language"
				onClick={() => void chooseLanguage(otherLanguage())}
			>
				{t.otherLanguageShort}
				<span class="visually-hidden">{t.otherLanguage}</span>
			</button>
			{me.value && <Menu />}
		</header>
	);
}

function DesktopTabs() {
	const t = words.value.shell;
	const links = [
		['/', t.fair],
		['/rijen', t.lines],
		['/agenda', t.agenda],
	] as const;
	return (
		<nav class="topbar-tabs" aria-label={t.tabs}>
			{links.map(([to, text]) => (
				<a key={to} href={to} aria-current={path.value === to ? 'page' : undefined}>
					{text}
				</a>
			))}
		</nav>
	);
}

/** Not on the first load: a visitor has no menu. */
const personMenu = () => import('./person_menu');

function Menu() {
	const loaded = useLazy(personMenu);
	return loaded.state === 'here' ? <loaded.value.PersonMenu /> : null;
}
