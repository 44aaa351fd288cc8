import { signal } from '@preact/signals';
import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import type { Result } from '../../../net/wire';
import { call as send } from '../../../state/client';
import { Action } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';

/** A talk is not ended by one tap or key that slipped: once its clock runs, it takes a second one. */
const TWICE_WITHIN_MS = 4_000;

const isAsking = signal(false);

async function hangUp({ id, started_ms }: Call): Promise<Result<unknown>> {
	if (isAsking.peek() || !started_ms) {
		isAsking.value = false;
		return await send('call.end', { call: id });
	}
	isAsking.value = true;
	setTimeout(() => {
		isAsking.value = false;
	}, TWICE_WITHIN_MS);
	return { ok: true, value: undefined };
}

export function HangUp({ call }: { readonly call: Call }) {
	const t = callWords.value;
	return (
		<>
			<Action
				look="danger"
				icon="phone-off"
				shortcut={keyed('X')}
				run={() => hangUp(call)}
				testId="hang-up"
			>
				{isAsking.value ? t.hangUpSure : t.hangUp}
			</Action>
			<p role="status" class="visually-hidden">
				{isAsking.value && t.hangUpAgain}
			</p>
		</>
	);
}
