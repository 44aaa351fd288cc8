import { NotFound } from '../../../app/outlet';
import { navigate } from '../../../app/router';
import { SchoolStaffEditor } from '../../../features/account/school_staff';
import type { Fair } from '../../../gen/protocol';
import { makingWords } from '../../../i18n/making';
import { call } from '../../../state/client';
import { useTopic } from '../../../state/topics';
import { Page } from '../../../ui/page';
import { Pending } from '../../../ui/state';
import { RulesForm } from '../rules';
import { FairForm } from './fair_form';
import { RoomsEditor } from './rooms';
import { SchoolsEditor } from './schools';
import { STEPS, type Step, StepList, stepPath } from './step_list';
import { TextsForm } from './texts';
import { typedOf } from './typed';
import '../../../features/fair/setup/setup.css';
import '../organiser.css';

const MINUTE_MS = 60_000;

interface Props {
	readonly id: number;
	readonly step: string;
}

/** A fair in the making, a step at an address: each keeps what it asks before the next one comes. */
export function FairSteps({ id, step }: Props) {
	const t = makingWords.value.steps;
	const topic = useTopic('fair', id);
	const fair = topic.table('fair').value.get(id);
	const texts = topic.table('texts').value.get(id);
	const rooms = [...topic.table('room').value.values()].sort((a, b) => a.position - b.position);
	const at = STEPS.indexOf(step as Step);
	const here = STEPS[at];
	if (!here) return <NotFound />;
	const next = STEPS[at + 1];
	const goOn = () => navigate(next ? stepPath(id, next) : `/beheer/${id}`);
	return (
		<Page
			title={t.titles[here]}
			above={<StepList step={here} fair={id} />}
			aside={
				<p class="meta">{[fair?.name, t.of(at + 1, STEPS.length)].filter(Boolean).join(' · ')}</p>
			}
			testId={`step-${here}`}
		>
			{!fair || !texts ? (
				<Pending of={topic} />
			) : (
				<>
					{here === 'beurs' && (
						<>
							<Basics fair={fair} onDone={goOn} />
							<SchoolsEditor fair={id} schools={[...topic.table('school').value.values()]} />
						</>
					)}
					{here === 'zalen' && <RoomsEditor fair={id} rooms={rooms} />}
					{here === 'regels' && (
						<section class="card stack">
							<RulesForm fair={fair} button={t.next} onDone={goOn} />
						</section>
					)}
					{here === 'teksten' && <TextsForm texts={texts} button={t.next} onDone={goOn} />}
					{here === 'collegas' && <SchoolStaffEditor fair={id} />}
					<div class="actions">
						{at > 0 && (
							<a class="button" href={stepPath(id, STEPS[at - 1] ?? here)}>
								{t.back}
							</a>
						)}
						{here === 'zalen' && next && (
							<a class="button" data-look="main" href={stepPath(id, next)} data-testid="go-on">
								{t.goOn}
							</a>
						)}
						{!next && (
							<a class="button" data-look="main" href={`/beheer/${id}`} data-testid="finish">
								{t.finish}
							</a>
						)}
					</div>
				</>
			)}
		</Page>
	);
}

function Basics({ fair, onDone }: { readonly fair: Fair; readonly onDone: () => void }) {
	const { name, kind, opens_ms, closes_ms, target } = fair;
	const draft = {
		name,
		kind,
		opens_ms,
		closes_ms,
		target,
		talk_minutes: Math.round(fair.talk_ms / MINUTE_MS),
	};
	return (
		<FairForm
			start={typedOf(draft, fair.timezone)}
			zone={fair.timezone}
			hasOpened={fair.state !== 'planned'}
			save={typed => call('fair.save', { fair: fair.id, draft: typed })}
			onDone={onDone}
			button={makingWords.value.steps.next}
		/>
	);
}
