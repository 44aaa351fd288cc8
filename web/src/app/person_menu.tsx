import { signOut } from '../features/account/session';
import { words } from '../i18n';
import { me } from '../state/client';
import { participation } from '../state/me';
import { myCards } from '../state/topics';
import { Action } from '../ui/action';
import { Icon } from '../ui/icon';

/** Other fairs and booths that are named here; the page behind them has all. */
const OTHERS_MOST = 3;

/** The platform's popover: it closes on Escape and on a press elsewhere by itself. */
export function PersonMenu() {
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
				{person.participations
					.filter(one => one !== at)
					.slice(0, OTHERS_MOST)
					.map(({ fair, role, booth, booth_name, fair_name }) => (
						<MenuLink key={`${fair} ${role} ${booth}`} to="/in">
							{`${fair_name} · ${booth_name ?? t.roles[role]}`}
						</MenuLink>
					))}
				{at?.role === 'student' && <MenuLink to="/kaart">{t.shell.card}</MenuLink>}
				{person.is_admin && <MenuLink to="/mails">Mails</MenuLink>}
				{person.is_admin && <MenuLink to="/beheer/logboek">Log</MenuLink>}
				{at?.role === 'student' && hasNoAddress() && <p class="meta">{t.shell.keepLink}</p>}
				<Action icon="log-out" run={signOut} testId="sign-out">
					{t.shell.signOut}
				</Action>
			</div>
		</>
	);
}

/** Who signs out without an address comes back by their own link, or not at all. */
const hasNoAddress = (): boolean =>
	myCards.value.length > 0 && myCards.value.every(({ email }) => email === undefined);

interface LinkProps {
	readonly to: string;
	readonly children: string;
}

/** A press inside a popover leaves it open: whoever goes somewhere is done with it. */
function MenuLink({ to, children }: LinkProps) {
	return (
		<a href={to} onClick={() => document.getElementById('person-menu')?.hidePopover()}>
			{children}
		</a>
	);
}
