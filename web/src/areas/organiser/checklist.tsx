import type { SetupItem, SetupTask } from '../../gen/protocol';
import { makingWords } from '../../i18n/making';
import { useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { Pending } from '../../ui/state';
import { stepPath } from './make/step_list';

/** Where a task is done: at a step of the fair, or on a page of its own. */
const places: Readonly<Record<SetupTask, (fair: number) => string>> = {
	rooms: fair => stepPath(fair, 'zalen'),
	dates: fair => stepPath(fair, 'beurs'),
	booths: fair => `/beheer/${fair}/bedrijven`,
	full_rooms: fair => stepPath(fair, 'zalen'),
	placements: fair => `/beheer/${fair}/bedrijven`,
	staff: fair => `/beheer/${fair}/bedrijven`,
	programmes: fair => `/opleidingen/${fair}`,
	students: fair => `/groepen/${fair}`,
	welcome: fair => stepPath(fair, 'teksten'),
	privacy: fair => stepPath(fair, 'teksten'),
	english: fair => stepPath(fair, 'teksten'),
};

/** What a planned fair still misses: what keeps its doors closed first, what is done last. */
export function Checklist({ fair }: { readonly fair: number }) {
	const t = makingWords.value.checklist;
	const topic = useTopic('setup', fair);
	const tasks = [...topic.table('task').value.values()];
	if (tasks.length === 0) return <Pending of={topic} />;
	const open = tasks.filter(({ is_done }) => !is_done);
	const sorted = [
		...open.filter(({ is_needed }) => is_needed),
		...open.filter(({ is_needed }) => !is_needed),
	];
	const done = tasks.filter(({ is_done }) => is_done);
	return (
		<section class="card stack" data-testid="checklist" data-open={open.length}>
			<h2>{open.length === 0 ? t.ready : t.title(open.length)}</h2>
			{sorted.length > 0 && (
				<ul class="checklist">
					{sorted.map(item => (
						<Task key={item.id} fair={fair} item={item} />
					))}
				</ul>
			)}
			{done.length > 0 && (
				<details>
					<summary>{t.done(done.length)}</summary>
					<ul class="checklist">
						{done.map(({ id, task }) => (
							<li key={id}>
								<Icon name="circle-check" />
								<span>{t.tasks[task].done}</span>
							</li>
						))}
					</ul>
				</details>
			)}
		</section>
	);
}

function Task({ fair, item }: { readonly fair: number; readonly item: SetupItem }) {
	const t = makingWords.value.checklist;
	const words = t.tasks[item.task];
	return (
		<li data-testid="task" data-task={item.task} data-needed={item.is_needed}>
			<Icon name={item.is_needed ? 'circle-alert' : 'info'} />
			<div>
				<p>{words.open(item.count)}</p>
				{item.is_needed && <p class="meta">{t.needed}</p>}
			</div>
			<a class="button" href={places[item.task](fair)} data-testid="mend">
				{words.mend}
			</a>
		</li>
	);
}
