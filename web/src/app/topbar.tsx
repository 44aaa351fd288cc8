import { chooseLanguage, otherLanguage } from '../features/account/language';
import { signOut } from '../features/account/session';
import { words } from '../i18n';
import { me } from '../state/client';
import { homePath, participation } from '../state/me';
import { Action } from '../ui/action';
import { Icon } from '../ui/icon';
import { ConnectionWord } from './connection';
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
			{me.value && <PersonMenu />}
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

/** The platform's popover: it closes on Escape and on a press elsewhere by itself. */
function PersonMenu() {
	const t = words.value;
	const person = me.value;
	const at = participation.value;
	if (!person) return null;
	return (
		<>
			<button
				type="button"
				class="topbar-button"
				popovertarget="person-menu"
				aria-label={`${t.shell.person}: ${person.name}`}
				data-testid="person"
			>
				<Icon name="circle-user-round" />
			</button>
			<div id="person-menu" class="person-menu" popover="auto">
				<a href="/in" data-testid="person-name">
					{person.name}
				</a>
				{at && (
					<p class="meta">
						{t.roles[at.role]}
						{at.organisation && ` · ${at.organisation}`}
					</p>
				)}
				{person.is_admin && <a href="/mails">Mails</a>}
				<Action icon="log-out" run={signOut} testId="sign-out">
					{t.shell.signOut}
				</Action>
			</div>
		</>
	);
}
