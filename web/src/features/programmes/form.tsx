import { useRef, useState } from 'preact/hooks';
import type {
	FairKind,
	Level,
	Programme,
	ProgrammeDraft,
	ProgrammeSchool,
} from '../../gen/protocol';
import { words } from '../../i18n';
import { programmeWords } from '../../i18n/programmes';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { focusField, SelectField, TextField } from '../../ui/field';
import { readProcesses, writeProcesses } from './processes';

const LEVELS: readonly Level[] = ['mbo1', 'mbo2', 'mbo3', 'mbo4', 'hbo', 'wo'];

const freshAt = (kind: FairKind): ProgrammeDraft => ({
	name: '',
	level: kind === 'work_experience' ? 'wo' : 'mbo4',
	code: '',
	about: '',
	requirements: '',
	periods: '',
	contact_name: '',
	contact_email: '',
	contact_phone: '',
	processes: [],
});

type Texts = Exclude<keyof ProgrammeDraft, 'level' | 'processes'>;

interface Props {
	readonly fair: number;
	/** That fair's, when it is known: where a new one begins. */
	readonly kind?: FairKind | undefined;
	/** For which a new one can be. */
	readonly schools?: readonly ProgrammeSchool[];
	/** Absent: a new one. */
	readonly programme?: Programme;
	readonly onDone: () => void;
	readonly onClose: () => void;
}

/** A programme as its school writes it. */
export function ProgrammeForm(props: Props) {
	const { fair, kind = 'internship', schools = [], programme, onDone, onClose } = props;
	const t = programmeWords.value;
	const [school, setSchool] = useState(String(schools[0]?.id ?? 0));
	const [draft, setDraft] = useState(programme?.draft ?? freshAt(kind));
	const [processes, setProcesses] = useState(writeProcesses(draft.processes));
	const form = useRef<HTMLFormElement>(null);
	const save = async () => {
		const written = { ...draft, processes: readProcesses(processes) };
		const result = programme
			? await call('programme.save', {
					programme: programme.id,
					draft: written,
					version: programme.version,
				})
			: await call('programme.add', { fair, school: Number(school), draft: written });
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	const text = (name: Texts, label: string, more: { rows?: number; type?: 'email' } = {}) => (
		<TextField
			label={label}
			name={name}
			value={draft[name]}
			onChange={value => setDraft({ ...draft, [name]: value })}
			testId={`programme-${name}`}
			{...more}
		/>
	);
	return (
		<Dialog title={programme?.draft.name ?? t.add} onClose={onClose} testId="programme-dialog">
			<form ref={form} class="stack" onSubmit={event => event.preventDefault()}>
				<p class="meta">{t.public}</p>
				{!programme && schools.length > 1 && (
					<SelectField
						label={t.school}
						value={school}
						options={schools.map(({ id, name }) => ({ value: String(id), text: name }))}
						onChange={setSchool}
					/>
				)}
				{text('name', t.name)}
				<SelectField<Level>
					label={t.level}
					value={draft.level}
					options={LEVELS.map(value => ({ value, text: words.value.levels[value] }))}
					testId="programme-level"
					onChange={level => setDraft({ ...draft, level })}
				/>
				{text('code', t.codeLabel)}
				{text('about', t.about, { rows: 3 })}
				{text('requirements', t.requirements, { rows: 3 })}
				{text('periods', t.periods, { rows: 2 })}
				<TextField
					label={t.processesLabel}
					name="processes"
					hint={t.processesHint}
					rows={5}
					value={processes}
					onChange={setProcesses}
					testId="programme-processes"
				/>
				{text('contact_name', t.contactName)}
				{text('contact_email', t.contactEmail, { type: 'email' })}
				{text('contact_phone', t.contactPhone)}
				<div class="actions">
					<Action look="main" type="submit" run={save} onDone={onDone} testId="save-programme">
						{t.save}
					</Action>
					<Button onClick={onClose}>{t.cancel}</Button>
				</div>
			</form>
		</Dialog>
	);
}
