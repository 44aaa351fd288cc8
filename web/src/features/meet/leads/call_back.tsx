import { useId, useState } from 'preact/hooks';
import { longest } from '../../../gen/longest';
import type { Booth, ConsoleLead } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { boardWords } from '../../../i18n/board';
import { call as send } from '../../../state/client';
import { Action } from '../../../ui/action';
import { Badge } from '../../../ui/state';
import '../../../ui/field.css';

/** Once asked they decide; who said yes and was missed again may be asked again. */
function mayBeAsked({ missed, turn }: ConsoleLead): boolean {
	return missed !== undefined && (turn === undefined || turn === 'accepted');
}

interface Props {
	readonly lead: ConsoleLead;
	/** Undefined until it is known, and then nobody is asked. */
	readonly booth: Booth | undefined;
}

/** A place before everybody, while there are places; somebody has to be at the desk for it. */
export function CallBackNow({ lead, booth, note = '' }: Props & { readonly note?: string }) {
	const t = boardWords.value;
	if (!mayBeAsked(lead) || !booth || booth.line === 'fair_closed') return null;
	return (
		<Action
			icon="undo-2"
			label={t.callBackLabel(lead.card.name)}
			why={booth.staffed === 0 ? t.callBackNobody : undefined}
			run={() => send('lead.call_back', { lead: lead.id, note })}
			testId="call-back"
		>
			{t.callBack}
		</Action>
	);
}

/** Why somebody was missed, and a turn before everybody for who still wants to talk. */
export function CallBack({ lead, booth }: Props) {
	const t = boardWords.value;
	const id = useId();
	const [note, setNote] = useState('');
	if (!lead.missed) return null;
	return (
		<section class="stack" data-testid="call-back-form">
			<MissedWord lead={lead} />
			<TurnWord lead={lead} />
			{mayBeAsked(lead) && booth?.line !== 'fair_closed' && (
				<>
					<p>{t.callBackHint}</p>
					<div class="field">
						<label for={id}>{t.callBackNote}</label>
						<input
							id={id}
							type="text"
							value={note}
							maxLength={longest['lead.call_back'].note}
							onInput={event => setNote(event.currentTarget.value)}
						/>
					</div>
					<CallBackNow lead={lead} booth={booth} note={note.trim()} />
				</>
			)}
		</section>
	);
}

export function MissedWord({ lead }: { readonly lead: ConsoleLead }) {
	const t = boardWords.value;
	if (!lead.missed) return null;
	const why = t.missed[lead.missed];
	return (
		<p data-testid="missed" data-reason={lead.missed}>
			{lead.missed_ms === undefined ? why : t.missedAt(why, dates.value.dayAndTime(lead.missed_ms))}
		</p>
	);
}

export function TurnWord({ lead }: { readonly lead: ConsoleLead }) {
	if (!lead.turn) return null;
	return (
		<Badge tone={lead.turn === 'declined' ? 'quiet' : 'info'} icon="undo-2">
			<span data-testid="turn" data-state={lead.turn}>
				{boardWords.value.turn[lead.turn]}
			</span>
		</Badge>
	);
}
