/** What a side sends, told to the other: a muted track cannot be seen from there. */
export interface Sending {
	readonly sound: boolean;
	readonly picture: boolean;
	readonly isTextOnly: boolean;
}

export const everything: Sending = { sound: true, picture: true, isTextOnly: false };
