import { signal } from '@preact/signals';
import { type Outcome, outcomeFrom } from './outcome';

const CHECKED = 'stagebeurs.devices_checked';

/** How the last test on this browser came out; undefined: there was none. */
export const checked = signal<Outcome | undefined>(outcomeFrom(localStorage.getItem(CHECKED)));

export function rememberChecked(outcome: Outcome): void {
	checked.value = outcome;
	localStorage.setItem(CHECKED, outcome);
}
