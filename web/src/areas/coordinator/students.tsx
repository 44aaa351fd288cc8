import { useState } from 'preact/hooks';
import type { StudentProgress } from '../../gen/protocol';
import { words } from '../../i18n';
import { boardWords } from '../../i18n/board';
import type { Result } from '../../net/wire';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { minute } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Badge, Empty } from '../../ui/state';
import { GiveTime } from './give_time';
import { byNeed, hasNeed, isFound, type Need, needs } from './need';
import '../../ui/field.css';
import '../../features/meet/leads/board.css';
import '../../ui/table.css';

const EVERY_MS = 60_000;
/** As many as the server sends at once. */
const PAGE = 200;

/** A large school comes in pages. */
async function askAll(fair: number): Promise<Result<readonly StudentProgress[]>> {
	const all: StudentProgress[] = [];
	for (;;) {
		const last = all.at(-1);
		const result = await call('lead.progress', { fair, ...(last && { after: last.id }) });
		if (!result.ok) return result;
		all.push(...result.value.students);
		if (result.value.students.length < PAGE) return { ok: true, value: all };
	}
}

/** How the students of a coordinator's school fare: who needs them first. */
export function StudentsPage({ fair }: { readonly fair: number }) {
	const t = boardWords.value.school;
	const { value, error } = useAsked(() => askAll(fair), EVERY_MS, fair);
	const name = useTopic('fair', fair).table('fair').value.get(fair)?.name;
	const [need, setNeed] = useState<Need>('all');
	const [text, setText] = useState('');
	const found = (value ?? []).filter(one => isFound(one, text));
	const shown = byNeed(found.filter(one => hasNeed(one, need)));
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
										{t[one](found.filter(student => hasNeed(student, one)).length)}
									</option>
								))}
							</select>
						</div>
					</search>
					{shown.length === 0 ? (
						<Empty icon="users-round">{t.noneHere}</Empty>
					) : (
						<StudentTable fair={fair} students={shown} />
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
}

function StudentTable({ fair, students }: TableProps) {
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
								<Student fair={fair} student={one} />
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

interface StudentProps {
	readonly fair: number;
	readonly student: StudentProgress;
}

function Student({ fair, student }: StudentProps) {
	const t = boardWords.value.school;
	const { placed_at: placedAt, overdue_ms: overdueMs } = student;
	const { level } = student;
	const facts = [student.group, level ? words.value.levels[level] : t.noCardYet, student.programme];
	return (
		<>
			{student.name}
			<div class="meta">{facts.filter(Boolean).join(' · ')}</div>
			<div class="actions">
				{placedAt !== undefined && (
					<Badge tone="good" icon="circle-check">
						{t.placedAt(placedAt)}
					</Badge>
				)}
				{overdueMs !== undefined && (
					<Badge tone="error" icon="circle-alert">
						<span data-testid="student-late">
							{t.lateAt(student.overdue_at.join(', '), minute.value - overdueMs)}
						</span>
					</Badge>
				)}
				{placedAt === undefined && <GiveTime fair={fair} student={student} />}
			</div>
		</>
	);
}
