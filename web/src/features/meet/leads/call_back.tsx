import { useId, useState } from 'preact/hooks';
import type { ConsoleLead } from '../../../gen/protocol';
import { longest } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { boardWords } from '../../../i18n/board';
import { call as send } from '../../../state/client';
import { Action } from '../../../ui/action';
import { Badge } from '../../../ui/state';

/** Why somebody was missed, and a turn before everybody for who still wants to talk. */
export function CallBack({ lead }: { readonly lead: ConsoleLead }) {
	const t = boardWords.value;
	const id = useId();
	const [note, setNote] = useState('');
	if (!lead.missed) return null;
	return (
		<section class="stack" data-testid="call-back-form">
			<MissedWord lead={lead} />
			<TurnWord lead={lead} />
			{(lead.turn === undefined || lead.turn === 'accepted') && (
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
					<Action
						look="main"
						icon="undo-2"
						run={() => send('lead.call_back', { lead: lead.id, note: note.trim() })}
						testId="call-back"
					>
						{t.callBack}
					</Action>
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
