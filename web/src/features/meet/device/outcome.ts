/** How somebody can talk, as a finished test found: seen and heard, only heard, or by typing. */
export type Outcome = 'picture' | 'voice' | 'text';

/** As it was written down; anything else is none. */
export function outcomeFrom(text: string | null): Outcome | undefined {
	return (['picture', 'voice', 'text'] as const).find(outcome => outcome === text);
}
