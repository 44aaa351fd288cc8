import { effect } from '@preact/signals';
import type { FairKind } from '../../gen/protocol';
import { rewording, timeZone } from '../../i18n';
import { hold } from '../../state/topics';
import { walkedFair } from './walked';

async function speakOf(kind: FairKind): Promise<void> {
	rewording.value =
		kind === 'internship' ? undefined : (await import('../../i18n/work_experience')).reworded;
}

/** Asks the fair for its time zone and its words, once: who sits at a desk does not follow its sums. */
export function startZone(): void {
	effect(() => {
		const id = walkedFair.value;
		if (id === undefined) return;
		const [topic, release] = hold('fair', id);
		const stop = effect(() => {
			const fair = topic.table('fair').value.get(id);
			if (!fair) return;
			timeZone.value = fair.timezone;
			void speakOf(fair.kind);
			release();
		});
		return () => {
			stop();
			release();
		};
	});
}
