import { effect } from '@preact/signals';
import { timeZone } from '../../i18n';
import { hold } from '../../state/topics';
import { walkedFair } from './walked';

/** Asks the fair for its time zone, once: who sits at a desk does not follow the fair's sums. */
export function startZone(): void {
	effect(() => {
		const id = walkedFair.value;
		if (id === undefined) return;
		const [topic, release] = hold('fair', id);
		const stop = effect(() => {
			const zone = topic.table('fair').value.get(id)?.timezone;
			if (!zone) return;
			timeZone.value = zone;
			release();
		});
		return () => {
			stop();
			release();
		};
	});
}
