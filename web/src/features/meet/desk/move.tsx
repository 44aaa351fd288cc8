import { useState } from 'preact/hooks';
import type { ConsoleLead, LeadState } from '../../../gen/protocol';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';
import { Action } from '../../../ui/action';
import '../../../ui/field.css';

/** Where an employer may take a lead by hand; the other states come from what happens. A no is no move but
 *  an answer, with a reason. */
const moves: readonly LeadState[] = ['invited', 'offered', 'placed'];

/** Before a talk there is nothing to move, and what a student decided is theirs. */
const fixed: ReadonlySet<LeadState> = new Set(['queued', 'withdrawn', 'declined_by_student']);

/** Taking a lead further by hand. */
export function Move({ lead }: { readonly lead: ConsoleLead }) {
	const t = staffWords.value.lead;
	const [to, setTo] = useState<LeadState>(lead.state);
	const id = `move-${lead.id}`;
	if (fixed.has(lead.state)) return null;
	const options = moves.includes(lead.state) ? moves : [lead.state, ...moves];
	return (
		<div class="field">
			<label for={id}>{t.state}</label>
			<p class="meta" id={`${id}-hint`}>
				{t.moveHint}
			</p>
			<select
				id={id}
				value={to}
				aria-describedby={`${id}-hint`}
				data-testid="lead-state"
				onChange={event => setTo(event.currentTarget.value as LeadState)}
			>
				{options.map(state => (
					<option key={state} value={state}>
						{t.states[state]}
					</option>
				))}
			</select>
			{to !== lead.state && (
				<Action run={() => send('lead.move', { lead: lead.id, state: to })} testId="move-lead">
					{t.move}
				</Action>
			)}
		</div>
	);
}
