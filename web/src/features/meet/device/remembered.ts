/** What this browser remembers of its camera, microphone and speaker, as it is written down. */

export type DeviceUse = 'camera' | 'microphone' | 'speaker';
export type Chosen = Readonly<Partial<Record<DeviceUse, string>>>;

/** How somebody can talk, as a finished test found: seen and heard, only heard, or by typing. */
export type Outcome = 'picture' | 'voice' | 'text';

/** What is no choice of ours counts as none. */
export function chosenFrom(text: string | null): Chosen {
	try {
		const stored = Object.entries(JSON.parse(text ?? '{}'));
		return Object.fromEntries(stored.filter(([, id]) => typeof id === 'string'));
	} catch {
		return {};
	}
}

export function outcomeFrom(text: string | null): Outcome | undefined {
	return (['picture', 'voice', 'text'] as const).find(outcome => outcome === text);
}
