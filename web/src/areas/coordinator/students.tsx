import { useEffect, useState } from 'preact/hooks';
import type { StudentProgress } from '../../gen/protocol';
import { words } from '../../i18n';
import { boardWords } from '../../i18n/board';
import { coordinatorWords } from '../../i18n/coordinator';
import type { Result } from '../../net/wire';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { isAt } from '../../state/me';
import { patiently } from '../../state/patiently';
import { minute } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Button, Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import { byNeed, hasNeed, isFound, type Need, needs } from './need';
import { Student } from './student';
import '../../ui/field.css';
import '../../features/meet/leads/board.css';
import '../../ui/table.css';

/** A class is near at once; a large school comes in pages, and all of them less often. */
const EVERY_MS = 10_000;
const EVERY_OF_MANY_MS = 30_000;
/** Somebody was asked something, and may answer any moment. */
const EVERY_ASKING_MS = 5_000;
/** As many as the server sends at once. */
const PAGE = 200;
/** So many lines are drawn at first, and more when asked: nobody reads two thousand. */
const SHOWN = 50;

async function askAll(fair: number): Promise<Result<readonly StudentProgress[]>> {
	const all: StudentProgress[] = [];
	for (;;) {
		const last = all.at(-1);
		const result = await patiently(() =>
			call('lead.progress', { fair, ...(last && { after: last.id }) }),
		);
		if (!result.ok) return result;
		all.push(...result.value.students);
		if (result.value.students.length < PAGE) return { ok: true, value: all };
	}
}

/** How the students of a coordinator's school fare: who needs them first. */
export function StudentsPage({ fair }: { readonly fair: number }) {
	const t = boardWords.value.school;
	const own = coordinatorWords.value;
	const [everyMs, setEvery] = useState(EVERY_MS);
	const { value, error } = useAsked(() => askAll(fair), everyMs, fair);
	const isMany = (value?.length ?? 0) > PAGE;
	const isAsking = value?.some(one => one.offers.some(({ state }) => state === 'open')) ?? false;
	useEffect(
		() => setEvery(isMany ? EVERY_OF_MANY_MS : isAsking ? EVERY_ASKING_MS : EVERY_MS),
		[isAsking, isMany],
	);
	const name = useTopic('fair', fair).table('fair').value.get(fair)?.name;
	const [need, setNeed] = useState<Need>('all');
	const [text, setText] = useState('');
	const [most, setMost] = useState(SHOWN);
	const now = minute.value;
	const found = (value ?? []).filter(one => isFound(one, text));
	const shown = byNeed(found.filter(one => hasNeed(one, need, now)));
	return (
		<Page
			title={t.title}
			isWide
			testId="students"
			aside={
				<p class="meta">
					{name} · <a href={`/beurs/${fair}`}>{t.toFair}</a> ·{' '}
					<a href={`/groepen/${fair}`}>{t.links}</a> ·{' '}
					<a href={`/opleidingen/${fair}`} data-testid="to-programmes">
						{t.programmes}
					</a>
					{isAt(fair, 'organiser') && (
						<>
							{' '}
							·{' '}
							<a href={`/beheer/${fair}`} data-testid="to-manage">
								{t.run}
							</a>
						</>
					)}
				</p>
			}
		>
			<Failure error={error} />
			{!value && !error && (
				<p class="loading" role="status">
					{words.value.shell.loading}
				</p>
			)}
			{value?.length === 0 && <Empty icon="users-round">{t.none}</Empty>}
			{value && value.length > 0 && (
				<>
					<search class="board-filters school-filters">
						<div class="field">
							<label for="find-student">{t.find}</label>
							<input
								id="find-student"
								type="search"
								value={text}
								onInput={event => setText(event.currentTarget.value)}
							/>
						</div>
						<div class="field">
							<label for="show-students">{t.show}</label>
							<select
								id="show-students"
								value={need}
								data-testid="needs"
								onChange={event => setNeed(event.currentTarget.value as Need)}
							>
								{needs.map(one => (
									<option key={one} value={one}>
										{own.counted(
											own.needs[one],
											found.filter(student => hasNeed(student, one, now)).length,
										)}
									</option>
								))}
							</select>
						</div>
					</search>
					{shown.length === 0 ? (
						<Empty icon="users-round">{t.noneHere}</Empty>
					) : (
						<StudentTable
							fair={fair}
							students={shown.slice(0, most)}
							onAsked={() => setEvery(EVERY_ASKING_MS)}
						/>
					)}
					{shown.length > most && (
						<Button onClick={() => setMost(most + SHOWN)} testId="more-students">
							{own.more(shown.length - most)}
						</Button>
					)}
				</>
			)}
		</Page>
	);
}

const figures = ['waiting', 'spoken', 'owed', 'forward'] as const;

interface TableProps {
	readonly fair: number;
	readonly students: readonly StudentProgress[];
	readonly onAsked: () => void;
}

function StudentTable({ fair, students, onAsked }: TableProps) {
	const t = boardWords.value.school;
	return (
		<div class="card">
			<table aria-label={t.title}>
				<thead>
					<tr>
						<th scope="col">{t.student}</th>
						{figures.map(key => (
							<th key={key} scope="col" class="figure">
								{t[key]}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{students.map(one => (
						<tr key={one.id} data-testid="student-row" data-overdue={one.overdue}>
							<th scope="row">
								<Student fair={fair} student={one} onAsked={onAsked} />
							</th>
							{figures.map(key => (
								<td key={key} class="figure">
									{one[key]}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
