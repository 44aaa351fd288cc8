import { useState } from 'preact/hooks';
import type { Lead, LeadState } from '../../../gen/protocol';
import { waysOutWords } from '../../../i18n/ways_out';
import { call } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Dialog } from '../../../ui/dialog';

type WayOut = 'declined_by_student' | 'withdrawn';

/** Before a talk there is nothing to decline, and after a no neither. */
const declinable: ReadonlySet<LeadState> = new Set(['spoken', 'invited', 'offered', 'placed']);

/** The student's own no, and taking the card back: what cannot simply be undone is asked twice. */
export function WaysOut({ lead }: { readonly lead: Lead }) {
	const t = waysOutWords.value;
	const [chosen, setChosen] = useState<WayOut>();
	if (lead.state === 'withdrawn') return null;
	const close = () => setChosen(undefined);
	return (
		<div class="actions">
			{declinable.has(lead.state) && (
				<Button look="quiet" onClick={() => setChosen('declined_by_student')} testId="decline-lead">
					{t.declined_by_student.ask}
				</Button>
			)}
			<Button look="quiet" onClick={() => setChosen('withdrawn')} testId="withdraw-card">
				{t.withdrawn.ask}
			</Button>
			{chosen && (
				<Dialog title={t[chosen].ask} onClose={close} testId="way-out-dialog">
					<p>{t[chosen].sure(lead.booth_name)}</p>
					<div class="actions">
						<Action
							look="danger"
							run={() => call('lead.move', { lead: lead.id, state: chosen })}
							onDone={close}
							testId="way-out-sure"
						>
							{t[chosen].yes}
						</Action>
						<Button onClick={close}>{t.no}</Button>
					</div>
				</Dialog>
			)}
		</div>
	);
}
