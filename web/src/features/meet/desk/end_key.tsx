import { signal } from '@preact/signals';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';

/** A key that is hit by accident must not end a talk: it asks to be pressed again. */
const TWICE_WITHIN_MS = 3_000;

const isAsking = signal(false);

export function endTwice(call: number): void {
	if (isAsking.peek()) {
		isAsking.value = false;
		void send('call.end', { call });
		return;
	}
	isAsking.value = true;
	setTimeout(() => {
		isAsking.value = false;
	}, TWICE_WITHIN_MS);
}

export function EndAgain() {
	return (
		<p role="status" class="end-again">
			{isAsking.value && <strong>{staffWords.value.desk.keyEndAgain}</strong>}
		</p>
	);
}
