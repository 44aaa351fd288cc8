import { useState } from 'preact/hooks';
import { navigate } from '../../../app/router';
import type { FairDraft } from '../../../gen/protocol';
import { makingWords } from '../../../i18n/making';
import { useAsked } from '../../../state/asked';
import { call, me } from '../../../state/client';
import { Action, Button, Failure } from '../../../ui/action';
import { SelectField, TextField } from '../../../ui/field';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { comeBackAsOrganiserOf } from './come_back';
import { FairForm } from './fair_form';
import { StepList, stepPath } from './step_list';
import type { Typed } from './typed';

const EVERY_MS = 60_000;
/** A new fair's; the clocks of another country come by an import. */
const ZONE = 'Europe/Amsterdam';
const WEEKS_AHEAD = 4;

/** An evening some weeks from now: easier to change than to think up. */
function startOf(): Typed {
	const day = new Date(Date.now() + WEEKS_AHEAD * 7 * 86_400_000).toISOString().slice(0, 10);
	return {
		name: '',
		kind: 'internship',
		day,
		from: '18:00',
		until: '21:00',
		nights: 0,
		target: 100,
		talk_minutes: 8,
	};
}

/** The first step of a fair: after it the fair is there, and the others have addresses of their own. */
export function NewFair() {
	const t = makingWords.value;
	const asked = useAsked(() => call('school.list', {}), EVERY_MS, 0);
	const schools = asked.value?.schools.filter(({ is_mine }) => is_mine);
	const [chosen, setChosen] = useState<string>();
	const school = Number(chosen ?? schools?.[0]?.id ?? 0);
	const create = async (draft: FairDraft) => {
		const result = await call('fair.create', { school, draft });
		if (!result.ok) return result;
		await comeBackAsOrganiserOf(result.value.fair);
		navigate(stepPath(result.value.fair, 'zalen'));
		return result;
	};
	return (
		<Page title={t.fairs.new} above={<StepList step="beurs" />} testId="new-fair-page">
			<Failure error={asked.error} />
			{schools?.length === 0 &&
				(me.value?.is_admin ? <NewSchool onDone={asked.again} /> : <Empty>{t.school.none}</Empty>)}
			{schools && schools.length > 0 && (
				<>
					{schools.length > 1 && (
						<SelectField
							label={t.school.label}
							value={String(school)}
							options={schools.map(({ id, name }) => ({ value: String(id), text: name }))}
							onChange={setChosen}
							testId="fair-school"
						/>
					)}
					{me.value?.is_admin && (
						<AnotherSchool
							onDone={added => {
								setChosen(String(added));
								asked.again();
							}}
						/>
					)}
					<FairForm
						start={startOf()}
						zone={ZONE}
						hasOpened={false}
						save={create}
						button={t.steps.next}
					/>
				</>
			)}
		</Page>
	);
}

interface SchoolProps {
	readonly onDone: (school: number) => void;
}

function AnotherSchool({ onDone }: SchoolProps) {
	const [isAdding, setAdding] = useState(false);
	const done = (school: number) => {
		setAdding(false);
		onDone(school);
	};
	if (isAdding) return <NewSchool onDone={done} />;
	return (
		<div class="actions">
			<Button icon="plus" onClick={() => setAdding(true)} testId="another-school">
				{makingWords.value.school.add}
			</Button>
		</div>
	);
}

/** On a new server there is none yet; who runs it says which there are. */
function NewSchool({ onDone }: SchoolProps) {
	const t = makingWords.value.school;
	const [name, setName] = useState('');
	const [city, setCity] = useState('');
	const add = async () => {
		const result = await call('school.add', { name, city });
		if (result.ok) onDone(result.value.school);
		return result;
	};
	return (
		<form class="card stack" data-testid="school-form" onSubmit={event => event.preventDefault()}>
			<h2>{t.first}</h2>
			<TextField
				label={t.name}
				value={name}
				maxLength={120}
				onChange={setName}
				testId="school-name"
			/>
			<TextField label={t.city} value={city} maxLength={80} onChange={setCity} />
			<div class="actions">
				<Action look="main" type="submit" run={add} testId="add-school">
					{t.add}
				</Action>
			</div>
		</form>
	);
}
