import { useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { Locale } from '../../gen/protocol';
import { locale } from '../../i18n';
import { setupWords } from '../../i18n/setup';
import type { Result } from '../../net/wire';
import { me } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { SelectField, TextField } from '../../ui/field';
import { Face } from '../../ui/state';
import { Sure } from '../../ui/sure';
import { useMailMode } from '../mail/mode';
import { HandOver } from './hand_over';
import { LanguageField } from './language_field';

export interface Colleague<Role extends string> {
	readonly account: number;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly has_come: boolean;
}

interface Guest<Role extends string> {
	readonly email: string;
	readonly name: string;
	readonly role: Role;
	readonly locale: Locale;
}

interface Invited {
	readonly token?: string;
	readonly is_mailed: boolean;
}

/** Whom one works with, and what can be done about them. */
export interface Team<Role extends string> {
	readonly title: string;
	readonly text?: string;
	readonly roles: Readonly<Record<Role, string>>;
	/** What most of them do. */
	readonly usual: Role;
	readonly who: readonly Colleague<Role>[];
	invite(guest: Guest<Role>): Promise<Result<Invited>>;
	remove(who: Colleague<Role>): Promise<Result<unknown>>;
	/** What one may stop doing oneself; absent: none of it, somebody has to stay. */
	readonly mayLeave?: Role;
	/** Makes a new link for who has come and may be out again; absent: they have other ways in. */
	renew?(who: Colleague<Role>): Promise<Result<{ readonly token: string }>>;
	/** Who makes a new link for who is out, where no mails are sent. */
	readonly newLinks: 'here' | 'fair' | 'server';
	readonly removeSure: (name: string) => string;
	/** Looks again who there is. */
	readonly look: () => void;
}

/** Colleagues: inviting them, and taking them off again. */
export function Colleagues<Role extends string>({
	team,
	testId,
}: {
	readonly team: Team<Role>;
	readonly testId: string;
}) {
	const t = setupWords.value.staff;
	return (
		<section class="card stack" data-testid={testId}>
			<h2>{team.title}</h2>
			{team.text && <p>{team.text}</p>}
			<ul class="stack">
				{team.who.map(person => (
					<li key={`${person.account}-${person.role}`} class="setup-line" data-testid="colleague">
						<Face name={person.name} />
						<div>
							<strong>{person.name}</strong>
							<p class="meta">
								{[person.email, team.roles[person.role], person.has_come ? '' : t.notCome]
									.filter(Boolean)
									.join(' · ')}
							</p>
						</div>
						{(person.account !== me.value?.account || person.role === team.mayLeave) && (
							<Remove team={team} person={person} />
						)}
						{team.renew && person.has_come && <Renew renew={team.renew} person={person} />}
					</li>
				))}
			</ul>
			<Invite team={team} />
		</section>
	);
}

interface RenewProps<Role extends string> {
	readonly renew: NonNullable<Team<Role>['renew']>;
	readonly person: Colleague<Role>;
}

function Renew<Role extends string>({ renew, person }: RenewProps<Role>) {
	const t = setupWords.value.staff;
	const [isAsking, setAsking] = useState(false);
	const [link, setLink] = useState('');
	const [isElsewhere, setElsewhere] = useState(false);
	const make = async () => {
		const result = await renew(person);
		if (result.ok) setLink(`${location.origin}/in#${result.value.token}`);
		else setElsewhere(result.error.code === 'forbidden');
		return result;
	};
	if (isElsewhere) return <p role="status">{t.renewElsewhere(person.name)}</p>;
	if (link) return <HandOver text={t.link} link={link} />;
	if (!isAsking) {
		return (
			<Button
				label={t.renewLabel(person.name)}
				onClick={() => setAsking(true)}
				testId="renew-staff"
			>
				{t.renew}
			</Button>
		);
	}
	return (
		<Sure
			question={t.renewSure(person.name)}
			yes={t.renew}
			no={setupWords.value.cancel}
			run={make}
			onDone={() => setAsking(false)}
			onNo={() => setAsking(false)}
			testId="renew-staff"
		/>
	);
}

interface RemoveProps<Role extends string> {
	readonly team: Team<Role>;
	readonly person: Colleague<Role>;
}

function Remove<Role extends string>({ team, person }: RemoveProps<Role>) {
	const t = setupWords.value.staff;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<Button
				look="quiet"
				icon="x"
				label={team.removeSure(person.name)}
				onClick={() => setAsking(true)}
				testId="remove-staff"
			/>
		);
	}
	return (
		<Sure
			question={team.removeSure(person.name)}
			yes={t.remove}
			no={setupWords.value.cancel}
			run={() => team.remove(person)}
			onDone={team.look}
			onNo={() => setAsking(false)}
			testId="remove-staff"
		/>
	);
}

function Invite<Role extends string>({ team }: { readonly team: Team<Role> }) {
	const t = setupWords.value.staff;
	const [email, setEmail] = useState('');
	const [name, setName] = useState('');
	const [role, setRole] = useState(team.usual);
	// Colleagues mostly read what one reads oneself.
	const [language, setLanguage] = useState(locale.peek());
	/** What came of the last one: a link to hand over, or none that is needed. */
	const [link, setLink] = useState<string>();
	const [isMailed, setMailed] = useState(false);
	const isUnmailed = useMailMode() === 'off';
	const invite = async () => {
		const result = await team.invite({ email, name, role, locale: language });
		if (result.ok) {
			const { token, is_mailed } = result.value;
			setMailed(is_mailed);
			setLink(token ? `${location.origin}/in#${token}` : '');
			setEmail('');
			setName('');
			team.look();
		}
		return result;
	};
	const roles = Object.keys(team.roles) as Role[];
	return (
		<form class="stack" noValidate onSubmit={event => event.preventDefault()}>
			<div class="field-row">
				<TextField
					type="email"
					label={t.email}
					value={email}
					maxLength={longest['staff.invite'].email}
					onChange={setEmail}
					testId="invite-email"
				/>
				<TextField
					label={t.name}
					value={name}
					maxLength={longest['staff.invite'].name}
					onChange={setName}
					testId="invite-name"
				/>
				<SelectField<Role>
					label={t.role}
					value={role}
					options={roles.map(value => ({ value, text: team.roles[value] }))}
					onChange={setRole}
					testId="invite-role"
				/>
				<LanguageField value={language} onChange={setLanguage} />
			</div>
			<div class="actions">
				<Action icon="send" type="submit" run={invite} testId="invite">
					{t.invite}
				</Action>
			</div>
			{link === '' && (
				<p role="status" data-testid="invite-added">
					{isUnmailed ? t.addedUnmailed[team.newLinks] : t.added}
				</p>
			)}
			{link && <HandOver text={t.link} link={link} />}
			{isMailed && <p data-testid="invite-mailed">{t.mailed}</p>}
		</form>
	);
}
