import { useEffect, useRef, useState } from 'preact/hooks';
import type {
	FairKind,
	Level,
	Placement,
	PlacementDraft,
	ProgrammeOption,
	Track,
} from '../../../gen/protocol';
import { words } from '../../../i18n';
import { setupWords } from '../../../i18n/setup';
import { call } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Dialog } from '../../../ui/dialog';
import { focusField, NumberField, SelectField, TextField } from '../../../ui/field';
import { Empty } from '../../../ui/state';
import { Sure } from '../../../ui/sure';

interface Props {
	readonly booth: number;
	readonly kind: FairKind;
	readonly placements: readonly Placement[];
}

const freshAt = (kind: FairKind): PlacementDraft => ({
	title: '',
	about: '',
	level: kind === 'work_experience' ? 'wo' : 'mbo4',
	track: 'any',
	period: '',
	hours: 32,
	places: 1,
	processes: [],
});

interface Editing {
	/** Absent: a new one. */
	readonly placement?: number;
	readonly draft: PlacementDraft;
}

/** The placements of a booth, as its manager writes them. */
export function PlacementsEditor({ booth, kind, placements }: Props) {
	const t = setupWords.value.placements;
	const [editing, setEditing] = useState<Editing>();
	const close = () => setEditing(undefined);
	const edit = async (placement: number) => {
		const result = await call('placement.draft', { placement });
		if (result.ok) setEditing({ placement, draft: result.value.draft });
		return result;
	};
	return (
		<section class="card stack" data-testid="placements-editor">
			<h2>{t.title}</h2>
			{placements.length === 0 && <Empty icon="briefcase">{t.none}</Empty>}
			<ul class="stack">
				{placements.map(({ id, title, level, places }) => (
					<li key={id} class="setup-line">
						<div>
							<strong>{title}</strong>
							<p class="meta">
								{[words.value.levels[level], words.value.room.places(places)].join(' · ')}
							</p>
						</div>
						<Action run={() => edit(id)} label={t.editLabel(title)} testId="edit-placement">
							{t.edit}
						</Action>
					</li>
				))}
			</ul>
			<div class="actions">
				<Button
					icon="plus"
					onClick={() => setEditing({ draft: freshAt(kind) })}
					testId="add-placement"
				>
					{t.add}
				</Button>
			</div>
			{editing && <PlacementDialog booth={booth} editing={editing} onClose={close} />}
		</section>
	);
}

interface DialogProps {
	readonly booth: number;
	readonly editing: Editing;
	readonly onClose: () => void;
}

function PlacementDialog({ booth, editing, onClose }: DialogProps) {
	const t = setupWords.value.placements;
	const { placement } = editing;
	const [draft, setDraft] = useState(editing.draft);
	const change = (some: Partial<PlacementDraft>) => setDraft({ ...draft, ...some });
	const form = useRef<HTMLFormElement>(null);
	const save = async () => {
		const result = await (placement === undefined
			? call('placement.add', { booth, draft })
			: call('placement.save', { placement, draft }));
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<Dialog isSheet title={draft.title || t.add} onClose={onClose} testId="placement-dialog">
			<form ref={form} class="stack" onSubmit={event => event.preventDefault()}>
				<TextField
					name="title"
					label={t.name}
					value={draft.title}
					maxLength={120}
					onChange={title => change({ title })}
					testId="placement-title"
				/>
				<TextField
					name="about"
					label={t.about}
					rows={4}
					value={draft.about}
					maxLength={1000}
					onChange={about => change({ about })}
				/>
				<div class="field-row">
					<SelectField<Level>
						label={t.level}
						value={draft.level}
						options={optionsOf(words.value.levels)}
						onChange={level => setDraft(ofLevel(level, draft))}
						testId="placement-level"
					/>
					{isMbo(draft.level) && (
						<SelectField<Track>
							label={t.track}
							value={draft.track}
							options={optionsOf(words.value.tracks)}
							onChange={track => change({ track })}
							testId="placement-track"
						/>
					)}
				</div>
				<ProgrammeFields booth={booth} draft={draft} onChange={setDraft} />
				<TextField
					name="period"
					label={t.period}
					hint={t.periodHint}
					value={draft.period}
					maxLength={80}
					onChange={period => change({ period })}
				/>
				<div class="field-row">
					<NumberField
						name="hours"
						label={t.hours}
						value={draft.hours}
						min={0}
						max={60}
						onChange={hours => change({ hours })}
					/>
					<NumberField
						name="places"
						label={t.places}
						value={draft.places}
						min={0}
						max={1000}
						onChange={places => change({ places })}
					/>
				</div>
				<div class="actions">
					<Action look="main" type="submit" run={save} onDone={onClose} testId="save-placement">
						{setupWords.value.save}
					</Action>
					{placement !== undefined && (
						<Remove placement={placement} title={editing.draft.title} onDone={onClose} />
					)}
				</div>
			</form>
		</Dialog>
	);
}

function optionsOf<T extends string>(texts: Readonly<Record<T, string>>) {
	return (Object.keys(texts) as T[]).map(value => ({ value, text: texts[value] }));
}

const isMbo = (level: Level): boolean => level.startsWith('mbo');

/** Programmes are of one level, and learning tracks of MBO alone. */
function ofLevel(level: Level, draft: PlacementDraft): PlacementDraft {
	const track = isMbo(level) ? draft.track : 'any';
	return withoutProgramme({ ...draft, level, track });
}

function withoutProgramme({ programme: _, ...draft }: PlacementDraft): PlacementDraft {
	return { ...draft, processes: [] };
}

interface ProgrammeProps {
	readonly booth: number;
	readonly draft: PlacementDraft;
	readonly onChange: (draft: PlacementDraft) => void;
}

const ANY = '';

/** Which programme it is for, and what of it one can learn here. */
function ProgrammeFields({ booth, draft, onChange }: ProgrammeProps) {
	const t = setupWords.value.placements;
	const programmes = useProgrammes(booth).filter(({ level }) => level === draft.level);
	const chosen = programmes.find(({ id }) => id === draft.programme);
	const choose = (value: string) => {
		const free = withoutProgramme(draft);
		onChange(value === ANY ? free : { ...free, programme: Number(value) });
	};
	const toggle = (id: number) => {
		const processes = draft.processes.includes(id)
			? draft.processes.filter(one => one !== id)
			: [...draft.processes, id];
		onChange({ ...draft, processes });
	};
	return (
		<>
			<SelectField
				label={t.programme}
				value={String(draft.programme ?? ANY)}
				options={[
					{ value: ANY, text: t.anyProgramme },
					...programmes.map(({ id, name }) => ({ value: String(id), text: name })),
				]}
				onChange={choose}
				testId="placement-programme"
			/>
			{chosen && (
				<p>
					<a
						href={`/opleiding/${chosen.id}`}
						target="_blank"
						rel="noopener"
						data-testid="to-programme"
					>
						{t.readProgramme(chosen.name)}
					</a>
				</p>
			)}
			{chosen && chosen.processes.length > 0 && (
				<fieldset class="checks">
					<legend>{t.processes}</legend>
					{chosen.processes.map(({ id, name }) => (
						<label key={id} class="check">
							<input
								type="checkbox"
								checked={draft.processes.includes(id)}
								onChange={() => toggle(id)}
							/>
							{name}
						</label>
					))}
				</fieldset>
			)}
		</>
	);
}

function useProgrammes(booth: number): readonly ProgrammeOption[] {
	const [programmes, setProgrammes] = useState<readonly ProgrammeOption[]>([]);
	useEffect(() => {
		let isCurrent = true;
		void call('booth.programmes', { booth }).then(result => {
			if (isCurrent && result.ok) setProgrammes(result.value.programmes);
		});
		return () => {
			isCurrent = false;
		};
	}, [booth]);
	return programmes;
}

interface RemoveProps {
	readonly placement: number;
	readonly title: string;
	readonly onDone: () => void;
}

function Remove({ placement, title, onDone }: RemoveProps) {
	const t = setupWords.value.placements;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<Button onClick={() => setAsking(true)} testId="remove-placement">
				{t.remove}
			</Button>
		);
	}
	return (
		<Sure
			question={t.removeSure(title)}
			yes={t.remove}
			no={setupWords.value.cancel}
			run={() => call('placement.remove', { placement })}
			onDone={onDone}
			onNo={() => setAsking(false)}
			testId="remove-placement"
		/>
	);
}
