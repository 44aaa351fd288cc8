import type { ConsoleLead } from '../../gen/protocol';
import { safetyWords } from '../../i18n/safety';
import { call } from '../../state/client';
import { Action } from '../../ui/action';

/** A booth's choice not to meet a student again; the student is not told who made it. */
export function BlockStudent({ lead }: { readonly lead: ConsoleLead }) {
	const t = safetyWords.value;
	return (
		<div class="stack">
			{lead.is_blocked && <p>{t.studentBlocked}</p>}
			<div class="actions">
				<Action
					look="quiet"
					run={() => call(lead.is_blocked ? 'lead.unblock' : 'lead.block', { lead: lead.id })}
					testId={lead.is_blocked ? 'unblock-student' : 'block-student'}
				>
					{lead.is_blocked ? t.studentUnblock : t.noMoreStudent}
				</Action>
			</div>
		</div>
	);
}
