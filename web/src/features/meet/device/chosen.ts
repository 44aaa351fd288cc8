import { signal } from '@preact/signals';
import { type Chosen, chosenFrom, type DeviceUse } from './remembered';

/** What this browser remembers of its camera, microphone and speaker. */

const CHOSEN = 'stagebeurs.devices';

export const chosen = signal<Chosen>(chosenFrom(localStorage.getItem(CHOSEN)));

export function choose(use: DeviceUse, id: string): void {
	chosen.value = { ...chosen.peek(), [use]: id };
	localStorage.setItem(CHOSEN, JSON.stringify(chosen.peek()));
}

/** Sound goes where it was chosen to go, where the browser can do that and the speaker is still there. */
export async function useSpeaker(of: object | null): Promise<void> {
	const out = of as { setSinkId?: (id: string) => Promise<void> } | null;
	// Unplugged since, or not allowed any more: then it sounds where the machine says.
	await out?.setSinkId?.(chosen.peek().speaker ?? '').catch(() => {});
}
