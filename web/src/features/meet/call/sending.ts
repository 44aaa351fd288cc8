/** What a side sends, told to the other: a muted track cannot be seen from there. */
export interface Sending {
	readonly sound: boolean;
	readonly picture: boolean;
	readonly isTextOnly: boolean;
}

export const everything: Sending = { sound: true, picture: true, isTextOnly: false };

/** What the other browser says it sends; undefined when it says anything else: it is a stranger's word. */
export function sendingFrom(text: string): Sending | undefined {
	try {
		const { sound, picture, isTextOnly } = JSON.parse(text);
		return { sound: sound === true, picture: picture === true, isTextOnly: isTextOnly === true };
	} catch {
		return undefined;
	}
}
