import { useState } from 'preact/hooks';
import type { FairSchool } from '../../../gen/protocol';
import { makingWords } from '../../../i18n/making';
import { setupWords } from '../../../i18n/setup';
import { useAsked } from '../../../state/asked';
import { call } from '../../../state/client';
import { Action, Button, Failure } from '../../../ui/action';
import { SelectField } from '../../../ui/field';
import { Sure } from '../../../ui/sure';

const EVERY_MS = 60_000;

interface Props {
	readonly fair: number;
	readonly schools: readonly FairSchool[];
}

/** Whose fair it is: the organisers of each of these schools run it. */
export function SchoolsEditor({ fair, schools }: Props) {
	const t = makingWords.value.sharing;
	const asked = useAsked(() => call('school.list', {}), EVERY_MS, fair);
	const others = asked.value?.schools.filter(({ id }) => !schools.some(one => one.id === id)) ?? [];
	const [chosen, setChosen] = useState<string>();
	const school = others.find(({ id }) => String(id) === chosen)?.id ?? others[0]?.id;
	return (
		<section class="card stack" data-testid="schools-editor">
			<h2>{t.title}</h2>
			<p>{t.text}</p>
			<Failure error={asked.error} />
			<ul class="stack">
				{schools.map(one => (
					<School key={one.id} fair={fair} school={one} />
				))}
			</ul>
			{school !== undefined && (
				<>
					<SelectField
						label={t.other}
						value={String(school)}
						options={others.map(({ id, name, city }) => ({
							value: String(id),
							text: city ? `${name}, ${city}` : name,
						}))}
						onChange={setChosen}
						testId="other-school"
					/>
					<div class="actions">
						<Action
							icon="plus"
							run={() => call('fair.add_school', { fair, school })}
							testId="share-fair"
						>
							{t.add}
						</Action>
					</div>
				</>
			)}
		</section>
	);
}

interface SchoolProps {
	readonly fair: number;
	readonly school: FairSchool;
}

function School({ fair, school }: SchoolProps) {
	const t = makingWords.value.sharing;
	const [isAsking, setAsking] = useState(false);
	return (
		<li class="setup-line" data-testid="fair-school-line">
			<div>
				<strong>{school.name}</strong>
				{!school.has_joined && (
					<p class="meta" data-testid="school-asked">
						{t.asked}
					</p>
				)}
				{school.is_founder && <p class="meta">{t.founder}</p>}
			</div>
			{!school.is_founder && !isAsking && (
				<Button
					icon="x"
					label={`${t.remove}: ${school.name}`}
					onClick={() => setAsking(true)}
					testId="unshare"
				/>
			)}
			{isAsking && (
				<Sure
					question={t.removeSure(school.name)}
					yes={t.remove}
					no={setupWords.value.cancel}
					run={() => call('fair.remove_school', { fair, school: school.id })}
					onDone={() => setAsking(false)}
					onNo={() => setAsking(false)}
					testId="unshare"
				/>
			)}
		</li>
	);
}
