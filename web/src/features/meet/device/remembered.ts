/** What this browser remembers of its camera, microphone and speaker, as it is written down. */

export type DeviceUse = 'camera' | 'microphone' | 'speaker';
export type Chosen = Readonly<Partial<Record<DeviceUse, string>>>;

/** What is no choice of ours counts as none. */
export function chosenFrom(text: string | null): Chosen {
	try {
		const stored = Object.entries(JSON.parse(text ?? '{}'));
		return Object.fromEntries(stored.filter(([, id]) => typeof id === 'string'));
	} catch {
		return {};
	}
}
