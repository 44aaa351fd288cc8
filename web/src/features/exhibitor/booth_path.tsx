import type { ExhibitorStep } from '../../gen/protocol';
import { exhibitorWords } from '../../i18n/exhibitor';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Icon } from '../../ui/icon';
import './exhibitor.css';

/** Where each step is done: on this page, or on its own. */
const places = {
	texts: () => '#over-ons',
	placements: () => '#stageplekken',
	staff: () => '#collegas',
	times: () => '#tijden',
	camera: (booth: number) => `/apparaat/${booth}`,
} as const;

type Step = keyof typeof places;
const STEPS = Object.keys(places) as Step[];
const EVERY_MS = 15_000;

interface Props {
	readonly booth: number;
	/** What the page knows already; the rest is asked. */
	readonly isDone: Readonly<Partial<Record<ExhibitorStep, boolean>>>;
}

/** The way to a booth that is ready, from its texts to its camera. */
export function BoothPath({ booth, isDone }: Props) {
	const t = exhibitorWords.value.path;
	const asked = useAsked(() => call('exhibitor.progress', { booth }), EVERY_MS, booth);
	if (!asked.value) return null;
	const { lacks } = asked.value;
	const done = (step: Step) => isDone[step] ?? !lacks.includes(step);
	const left = STEPS.filter(step => !done(step)).length;
	return (
		<section class="card stack" data-testid="booth-path" data-left={left}>
			<h2>{left === 0 ? t.ready : t.title}</h2>
			{left > 0 && <p class="meta">{t.left(left)}</p>}
			<ol class="booth-path">
				{STEPS.map(step => (
					<li key={step} data-testid="path-step" data-step={step} data-done={done(step)}>
						<Icon name={done(step) ? 'circle-check' : 'info'} />
						<a href={places[step](booth)}>
							{t.steps[step]}
							<span class="visually-hidden">: {done(step) ? t.done : t.todo}</span>
						</a>
					</li>
				))}
			</ol>
		</section>
	);
}
