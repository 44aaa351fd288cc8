import { useEffect, useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { StaffMember, StaffRole } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import { call, me } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { SelectField, TextField } from '../../ui/field';
import { Face } from '../../ui/state';
import { Sure } from '../../ui/sure';
import { HandOver } from './hand_over';

/** Who works at a booth: inviting them, and taking them off again. */
export function StaffEditor({ booth }: { readonly booth: number }) {
	const t = setupWords.value.staff;
	const [staff, setStaff] = useState<readonly StaffMember[]>([]);
	const look = async () => {
		const result = await call('staff.list', { booth });
		if (result.ok) setStaff(result.value.staff);
	};
	useEffect(() => void look(), [booth]);
	return (
		<section class="card stack" data-testid="staff-editor">
			<h2>{t.title}</h2>
			<ul class="stack">
				{staff.map(person => (
					<li key={`${person.account}-${person.role}`} class="setup-line">
						<Face name={person.name} />
						<div>
							<strong>{person.name}</strong>
							<p class="meta">
								{[person.email, t.roles[person.role], person.has_come ? '' : t.notCome]
									.filter(Boolean)
									.join(' · ')}
							</p>
						</div>
						{person.account !== me.value?.account && (
							<Remove booth={booth} person={person} onDone={() => void look()} />
						)}
					</li>
				))}
			</ul>
			<Invite booth={booth} onDone={() => void look()} />
		</section>
	);
}

interface RemoveProps {
	readonly booth: number;
	readonly person: StaffMember;
	readonly onDone: () => void;
}

function Remove({ booth, person, onDone }: RemoveProps) {
	const t = setupWords.value.staff;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<Button
				look="quiet"
				icon="x"
				label={t.removeSure(person.name)}
				onClick={() => setAsking(true)}
				testId="remove-staff"
			/>
		);
	}
	return (
		<Sure
			question={t.removeSure(person.name)}
			yes={t.remove}
			no={setupWords.value.cancel}
			run={() => call('staff.remove', { booth, account: person.account })}
			onDone={onDone}
			onNo={() => setAsking(false)}
			testId="remove-staff"
		/>
	);
}

interface InviteProps {
	readonly booth: number;
	readonly onDone: () => void;
}

function Invite({ booth, onDone }: InviteProps) {
	const t = setupWords.value.staff;
	const [email, setEmail] = useState('');
	const [name, setName] = useState('');
	const [role, setRole] = useState<StaffRole>('recruiter');
	/** What came of the last one: a link to hand over, or none that is needed. */
	const [link, setLink] = useState<string>();
	const [isMailed, setMailed] = useState(false);
	const invite = async () => {
		const result = await call('staff.invite', { booth, email, name, role });
		if (result.ok) {
			const { token, is_mailed } = result.value;
			setMailed(is_mailed);
			setLink(token ? `${location.origin}/in#${token}` : '');
			setEmail('');
			setName('');
			onDone();
		}
		return result;
	};
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
				<SelectField<StaffRole>
					label={t.role}
					value={role}
					options={[
						{ value: 'recruiter', text: t.roles.recruiter },
						{ value: 'manager', text: t.roles.manager },
					]}
					onChange={setRole}
				/>
			</div>
			<div class="actions">
				<Action icon="send" type="submit" run={invite} testId="invite">
					{t.invite}
				</Action>
			</div>
			{link === '' && <p role="status">{t.added}</p>}
			{link && <HandOver text={t.link} link={link} />}
			{isMailed && <p data-testid="invite-mailed">{t.mailed}</p>}
		</form>
	);
}
