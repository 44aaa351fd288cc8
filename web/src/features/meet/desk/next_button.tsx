import { staffWords } from '../../../i18n/staff';
import { Action } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import type { Desk } from './desk';
import { callNext } from './desk';

/** The one green button of the desk. It is always there, and says why when it cannot be pressed. */
export function NextButton({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const { seat } = desk;
	if (!seat) return null;
	const next = desk.line[0]?.entry.number;
	const text =
		next === undefined ? t.call : seat.state === 'wrap_up' ? t.doneCall(next) : t.callNumber(next);
	return (
		<div class="next">
			<Action
				// In a pause the word is to carry on; to call does that too.
				look={seat.state === 'paused' ? 'plain' : 'main'}
				isLarge
				icon="phone-call"
				why={whyNot(desk)}
				shortcut={keyed('N')}
				run={() => callNext(seat)}
				testId="next"
			>
				{text} <kbd>N</kbd>
			</Action>
		</div>
	);
}

export function whyNot({ seat, line }: Desk): string | undefined {
	const t = staffWords.value.desk;
	if (!seat) return t.takeSeat;
	if (seat.state === 'in_call' || seat.state === 'ringing') return t.firstFinish;
	return line.length === 0 ? t.noneToCall : undefined;
}
