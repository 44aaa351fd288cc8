import type { Booth, ConsoleLead } from '../../../gen/protocol';
import { dates, words } from '../../../i18n';
import { boardWords } from '../../../i18n/board';
import { staffWords } from '../../../i18n/staff';
import { Button } from '../../../ui/action';
import { Badge } from '../../../ui/state';
import { CallBackNow, MissedWord, TurnWord } from './call_back';
import { isLate } from './group';

interface Props {
	readonly lead: ConsoleLead;
	readonly booth: Booth | undefined;
	readonly nowMs: number;
	readonly onOpen: () => void;
}

/** A lead in a list: what has to be done about it first, then what is known of it. */
export function LeadRow({ lead, booth, nowMs, onOpen }: Props) {
	const t = staffWords.value.lead;
	const { card } = lead;
	const level = card.level ? words.value.levels[card.level] : '';
	const facts = [
		!lead.missed && t.states[lead.state],
		lead.answer && t.answers[lead.answer],
		lead.rating > 0 && t.ratingOf(lead.rating),
		lead.placement_title,
		lead.owner_name,
		lead.tags.map(tag => `#${tag}`).join(' '),
	];
	const known = facts.filter(Boolean).join(' · ');
	return (
		<article class="card stack" data-testid="lead-row" data-state={lead.state}>
			<h3>
				<Button onClick={onOpen} testId="open-lead">
					{card.name}
				</Button>
			</h3>
			<p class="meta">{[level, card.programme].filter(Boolean).join(' · ')}</p>
			<Due lead={lead} nowMs={nowMs} />
			<NextStep lead={lead} nowMs={nowMs} />
			<MissedWord lead={lead} />
			<TurnWord lead={lead} />
			{known && <p class="meta">{known}</p>}
			<CallBackNow lead={lead} booth={booth} />
		</article>
	);
}

export function Due({ lead, nowMs }: { readonly lead: ConsoleLead; readonly nowMs: number }) {
	const t = boardWords.value;
	if (lead.due_ms === undefined) return null;
	const late = isLate(lead, nowMs);
	return (
		<Badge tone={late ? 'error' : 'info'} icon={late ? 'circle-alert' : 'clock'}>
			<span data-testid="due" data-late={late}>
				{late ? t.lateBy(nowMs - lead.due_ms) : t.within(lead.due_ms - nowMs)}
			</span>
		</Badge>
	);
}

const DAY_MS = 86_400_000;

/** What was agreed on; a day that is past is one that somebody forgot. */
function NextStep({ lead, nowMs }: { readonly lead: ConsoleLead; readonly nowMs: number }) {
	const { next_step: step, next_on_ms: on } = lead;
	if (!step || step === 'none' || on === undefined) return null;
	return (
		<Badge tone={on + DAY_MS / 2 < nowMs ? 'warn' : 'quiet'} icon="calendar-check">
			{boardWords.value.nextOn(staffWords.value.lead.steps[step], dates.value.day(on))}
		</Badge>
	);
}
