import type { Lead } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { Badge, type Tone } from '../../../ui/state';
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

/** A conversation as its student sees it: the answer and the next step, never the notes. */
export function LeadCard({ lead }: { readonly lead: Lead }) {
	const t = meetWords.value.agenda;
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
			{!lead.answer && lead.due_ms && <p>{t.due(dayAndTime(lead.due_ms))}</p>}
		</article>
	);
}
