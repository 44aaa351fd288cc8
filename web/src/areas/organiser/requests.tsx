import type { SchoolRequest } from '../../gen/protocol';
import { datesIn } from '../../i18n';
import { makingWords } from '../../i18n/making';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Action, Failure } from '../../ui/action';
import { comeBackAsOrganiserOf } from './make/come_back';

const EVERY_MS = 60_000;

/** Fairs that schools of theirs are asked to share. */
export function Requests() {
	const asked = useAsked(() => call('school.requests', {}), EVERY_MS, 0);
	return (
		<>
			<Failure error={asked.error} />
			{asked.value?.requests.map(request => (
				<Request key={`${request.fair} ${request.school}`} request={request} onDone={asked.again} />
			))}
		</>
	);
}

interface Props {
	readonly request: SchoolRequest;
	readonly onDone: () => void;
}

function Request({ request, onDone }: Props) {
	const t = makingWords.value.fairs;
	const { school, fair } = request;
	const answer = (is_yes: boolean) => async () => {
		const result = await call('school.answer', { school, fair, is_yes });
		if (result.ok && is_yes) await comeBackAsOrganiserOf(fair);
		return result;
	};
	return (
		<section class="card stack" data-testid="school-request">
			<h2>{request.fair_name}</h2>
			<p class="meta">{datesIn(request.timezone).dayAndTime(request.opens_ms)}</p>
			<p>{t.asked(request.founder, request.school_name)}</p>
			<div class="actions">
				<Action look="main" run={answer(true)} onDone={onDone} testId="share-yes">
					{t.share}
				</Action>
				<Action run={answer(false)} onDone={onDone} testId="share-no">
					{t.decline}
				</Action>
			</div>
		</section>
	);
}
