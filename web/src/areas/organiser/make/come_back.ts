import { effect } from '@preact/signals';
import { changePerson, me } from '../../../state/client';

/** The line knows what somebody is from when it comes up: it comes back, and says so. */
export function comeBackAsOrganiserOf(fair: number): Promise<void> {
	changePerson(me.peek());
	return new Promise(done => {
		const stop = effect(() => {
			if (!me.value?.participations.some(one => one.fair === fair)) return;
			done();
			queueMicrotask(() => stop());
		});
	});
}
