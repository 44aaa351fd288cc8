import { useEffect, useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { MyCard, StudyOption, WorkProcess } from '../../gen/protocol';
import { locale, words } from '../../i18n';
import { cardWords } from '../../i18n/card';
import type { Reply } from '../../net/wire';
import { call, serverNowMs } from '../../state/client';
import { Button } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { Field, SelectField, TextField } from '../../ui/field';
import { Empty } from '../../ui/state';
import { findStudies, hasTown, toggledTown } from './card_pages';
import { monthsFrom, NO_MONTHS, periodText, readPeriod } from './period';
import type { CardPart, Saving } from './save';
import './students.css';

export interface QuestionProps {
	readonly card: MyCard;
	readonly saving: Saving;
}

const limits = longest['card.save'];

function useChoices(fair: number): Reply<'card.choices'> | undefined {
	const [choices, setChoices] = useState<Reply<'card.choices'>>();
	useEffect(() => {
		void call('card.choices', { fair }).then(result => {
			if (result.ok) setChoices(result.value);
		});
	}, [fair]);
	return choices;
}

/** More than fit a phone are found by typing. */
const SHOWN = 12;

export function Study({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.opleiding;
	const studies = useChoices(card.id)?.programmes;
	const [text, setText] = useState('');
	if (!studies) return null;
	if (studies.length === 0) return <Empty>{t.noneYet}</Empty>;
	const found = findStudies(studies, text);
	const mine = studies.find(({ id }) => id === card.programme);
	const shown = found.slice(0, SHOWN);
	if (mine && !text && !shown.includes(mine)) shown.unshift(mine);
	const choose = ({ id }: StudyOption) => void saving.save({ programme: id });
	return (
		<div class="stack">
			{studies.length > SHOWN && (
				<Field label={t.find}>
					{id => (
						<input
							id={id}
							type="search"
							value={text}
							data-testid="find-programme"
							onInput={event => setText(event.currentTarget.value)}
						/>
					)}
				</Field>
			)}
			{found.length === 0 && <Empty icon="search">{t.none}</Empty>}
			<ul class="programme-list">
				{shown.map(study => (
					<li key={study.id}>
						<Button
							isPressed={study.id === card.programme}
							onClick={() => choose(study)}
							testId="programme"
						>
							{study.name} ({words.value.levels[study.level]})
						</Button>
					</li>
				))}
			</ul>
			{found.length > SHOWN && <p class="meta">{t.more}</p>}
		</div>
	);
}

type Skill = 'can' | 'learn' | 'neither';

export function Skills({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.kunnen;
	const [taught, setTaught] = useState<readonly WorkProcess[]>();
	const { id: fair, programme } = card;
	useEffect(() => {
		if (programme === undefined) return;
		void call('card.processes', { fair, programme }).then(result => {
			if (result.ok) setTaught(result.value.processes);
		});
	}, [fair, programme]);
	if (programme === undefined) return <Empty>{t.first}</Empty>;
	if (!taught) return null;
	if (taught.length === 0) return <Empty>{t.none}</Empty>;
	const choose = (process: number, skill: Skill) => {
		const can = card.can.filter(id => id !== process);
		const learn = card.learn.filter(id => id !== process);
		if (skill === 'can') can.push(process);
		if (skill === 'learn') learn.push(process);
		void saving.save({ can, learn });
	};
	const skillOf = (process: number): Skill =>
		card.can.includes(process) ? 'can' : card.learn.includes(process) ? 'learn' : 'neither';
	return (
		<div class="process-list">
			{taught.map(({ id, name }) => (
				<Choice<Skill>
					key={id}
					legend={name}
					value={skillOf(id)}
					options={(['can', 'learn', 'neither'] as const).map(value => ({ value, text: t[value] }))}
					onChange={skill => choose(id, skill)}
					testId="process"
				/>
			))}
		</div>
	);
}

/** A text of the card while it is typed: what is on screen is what was typed, not what comes back. */
function useTyped(start: string, saving: Saving, partOf: (text: string) => CardPart) {
	const [text, setText] = useState(start);
	const type = (next: string) => {
		setText(next);
		saving.saveSoon(partOf(next));
	};
	return [text, type] as const;
}

export function LookingFor({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.zoek;
	const [text, type] = useTyped(card.looking_for, saving, looking_for => ({ looking_for }));
	const add = (idea: string) =>
		type([text.trim(), idea].filter(Boolean).join(', ').slice(0, limits.looking_for));
	return (
		<div class="stack">
			<TextField
				label={t.label}
				hint={t.hint}
				rows={3}
				value={text}
				maxLength={limits.looking_for}
				onChange={type}
				testId="looking-for"
			/>
			<div class="chips">
				{t.ideas
					.filter(idea => !text.includes(idea))
					.map(idea => (
						<Button key={idea} icon="plus" onClick={() => add(idea)} testId="idea">
							{idea}
						</Button>
					))}
			</div>
		</div>
	);
}

export function Area({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.waar;
	const towns = useChoices(card.id)?.towns ?? [];
	const [text, type] = useTyped(card.area, saving, area => ({ area }));
	const toggle = (town: string) => {
		const next = toggledTown(text, town);
		if (next.length <= limits.area) type(next);
	};
	return (
		<div class="stack">
			<TextField
				label={t.label}
				hint={t.hint}
				value={text}
				maxLength={limits.area}
				onChange={type}
				testId="area"
			/>
			{towns.length > 0 && (
				<>
					<h2>{t.towns}</h2>
					<div class="chips">
						{towns.slice(0, SHOWN).map(town => (
							<Button
								key={town}
								isPressed={hasTown(text, town)}
								onClick={() => toggle(town)}
								testId="town"
							>
								{town}
							</Button>
						))}
					</div>
				</>
			)}
		</div>
	);
}

const MONTHS_AHEAD = 24;

export function Period({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.wanneer;
	const written = readPeriod(card.period);
	const months = written ?? NO_MONTHS;
	const named = new Intl.DateTimeFormat(locale.value, {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
	// What was chosen long ago can still be seen.
	const all = [...new Set([months.from, months.until, ...monthsFrom(serverNowMs(), MONTHS_AHEAD)])]
		.filter(Boolean)
		.sort();
	const options = (from: string) => [
		{ value: '', text: t.unknown },
		...all
			.filter(month => month >= from)
			.map(month => ({ value: month, text: named.format(Date.parse(`${month}-01T00:00Z`)) })),
	];
	const choose = (some: Partial<typeof months>) =>
		void saving.save({ period: periodText({ ...months, ...some }) });
	return (
		<div class="stack">
			{!written && <p>{t.now(card.period)}</p>}
			<div class="stack">
				<SelectField
					label={t.from}
					value={months.from}
					options={options('')}
					onChange={from => choose({ from })}
					testId="period-from"
				/>
				<SelectField
					label={t.until}
					value={months.until}
					options={options(months.from)}
					onChange={until => choose({ until })}
					testId="period-until"
				/>
			</div>
		</div>
	);
}

export function About({ card, saving }: QuestionProps) {
	const t = cardWords.value.pages.jij;
	const [text, type] = useTyped(card.about, saving, about => ({ about }));
	return (
		<TextField
			label={t.label}
			hint={t.hint}
			rows={4}
			value={text}
			maxLength={limits.about}
			onChange={type}
			testId="about"
		/>
	);
}
