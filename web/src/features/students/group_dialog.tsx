import { useRef, useState } from 'preact/hooks';
import type { Fair, Group, GroupSchool } from '../../gen/protocol';
import { groupsWords } from '../../i18n/groups';
import { setupWords } from '../../i18n/setup';
import { fromZoned, toZoned } from '../../i18n/zoned';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { focusField, NumberField, SelectField, TextField } from '../../ui/field';
import { studyText } from './groups';

const MOST = 2000;
const CLASS = 30;

interface Props {
	readonly fair: Fair;
	readonly schools: readonly GroupSchool[];
	/** Absent: a new one. */
	readonly group?: Group;
	readonly onDone: () => void;
	readonly onClose: () => void;
}

/** A group as its school writes it. A link works until the fair is over, unless somebody wants otherwise. */
export function GroupDialog({ fair, schools, group, onDone, onClose }: Props) {
	const t = groupsWords.value;
	const [school, setSchool] = useState(group?.school ?? schools[0]?.id ?? 0);
	const [name, setName] = useState(group?.name ?? '');
	const [programme, setProgramme] = useState(String(group?.programme ?? ''));
	const [most, setMost] = useState(group?.most ?? CLASS);
	const [day, setDay] = useState(
		() => toZoned(group?.until_ms ?? fair.closes_ms, fair.timezone).day,
	);
	const form = useRef<HTMLFormElement>(null);
	const studies = schools.find(({ id }) => id === school)?.programmes ?? [];
	const save = async () => {
		const draft = {
			name,
			until_ms: fromZoned(day, '23:59', fair.timezone) ?? 0,
			most,
			...(programme && { programme: Number(programme) }),
		};
		const result = group
			? await call('group.save', { group: group.id, draft })
			: await call('group.add', { fair: fair.id, school, draft });
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<Dialog title={group?.name ?? t.add} onClose={onClose} testId="group-dialog">
			<form ref={form} class="stack" onSubmit={event => event.preventDefault()}>
				{!group && schools.length > 1 && (
					<SelectField
						label={t.school}
						value={String(school)}
						options={schools.map(one => ({ value: String(one.id), text: one.name }))}
						onChange={value => {
							setSchool(Number(value));
							setProgramme('');
						}}
						testId="group-school"
					/>
				)}
				<TextField
					name="name"
					label={t.name}
					hint={t.nameHint}
					value={name}
					maxLength={60}
					onChange={setName}
					testId="group-name"
				/>
				{studies.length > 0 && (
					<SelectField
						label={t.programme}
						value={programme}
						options={[
							{ value: '', text: t.anyProgramme },
							...studies.map(one => ({ value: String(one.id), text: studyText(one) })),
						]}
						onChange={setProgramme}
						testId="group-programme"
					/>
				)}
				<NumberField
					name="most"
					label={t.most}
					value={most}
					min={1}
					max={MOST}
					onChange={setMost}
					testId="group-most"
				/>
				<TextField
					type="date"
					name="until_ms"
					label={t.lastDay}
					value={day}
					onChange={setDay}
					testId="group-until"
				/>
				<div class="actions">
					<Action look="main" type="submit" run={save} onDone={onDone} testId="save-group">
						{setupWords.value.save}
					</Action>
					<Button onClick={onClose}>{setupWords.value.cancel}</Button>
				</div>
			</form>
		</Dialog>
	);
}
