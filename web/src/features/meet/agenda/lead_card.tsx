import { useLazy } from '../../../app/lazy';
import type { Lead } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { leadWords } from '../../../i18n/lead';
import { meetWords } from '../../../i18n/meet';
import { myFair } from '../../../state/me';
import { Badge, type Tone } from '../../../ui/state';
import { isBlocked } from '../../safety/blocks';
import { QuietBooths } from '../line/quiet';
import { ShareAddress } from './share';
import './agenda.css';

const tones: Readonly<Record<Lead['state'], Tone>> = {
	queued: 'quiet',
	spoken: 'info',
	invited: 'good',
	offered: 'good',
	placed: 'good',
	declined_by_employer: 'quiet',
	declined_by_student: 'quiet',
	withdrawn: 'quiet',
};

const waysOut = () => import('./ways_out');

const ELSEWHERE_MOST = 2;

interface Props {
	readonly lead: Lead;
	/** After a no: where they could talk now. Of several no's the newest says it. */
	readonly isElsewhereShown?: boolean;
}

/** A conversation as its student sees it: the answer and the next step, never the notes. */
export function LeadCard({ lead, isElsewhereShown = true }: Props) {
	const t = meetWords.value.agenda;
	const fair = myFair.value;
	const out = useLazy(waysOut);
	const isParted = isBlocked(lead.booth);
	const { dayAndTime, day } = dates.value;
	return (
		<article
			class="card stack"
			data-testid="lead"
			data-state={lead.state}
			data-answer={lead.answer}
		>
			<h3>
				<a href={`/stand/${lead.booth}`}>{lead.booth_name}</a>
			</h3>
			<p>
				<Badge tone={tones[lead.state]} icon="briefcase">
					{t.states[lead.state]}
				</Badge>
			</p>
			{lead.spoken_ms && <p class="meta">{t.spoken(dayAndTime(lead.spoken_ms))}</p>}
			<dl class="facts">
				{lead.answer && (
					<div>
						<dt>{t.answered}</dt>
						<dd>
							<strong data-testid="lead-answer">{t.answer[lead.answer]}</strong>
							{lead.reason && <p class="prose">{lead.reason}</p>}
						</dd>
					</div>
				)}
				{lead.placement && (
					<div>
						<dt>{leadWords.value.about}</dt>
						<dd data-testid="lead-placement">{lead.placement}</dd>
					</div>
				)}
				{lead.next_step && (
					<div>
						<dt>{t.next}</dt>
						<dd>
							<strong>{t.steps[lead.next_step]}</strong>
							{lead.next_on_ms && ` · ${day(lead.next_on_ms)}`}
						</dd>
					</div>
				)}
			</dl>
			{isParted && <p data-testid="lead-blocked">{meetWords.value.block.blocked}</p>}
			{!lead.answer && !isParted && lead.due_ms && <p>{t.due(dayAndTime(lead.due_ms))}</p>}
			{lead.answer === 'no' && isElsewhereShown && fair !== undefined && (
				<QuietBooths fair={fair} most={ELSEWHERE_MOST} intro={leadWords.value.elsewhere} />
			)}
			{!isParted && <ShareAddress lead={lead} />}
			{out.state === 'here' && <out.value.WaysOut lead={lead} />}
		</article>
	);
}
