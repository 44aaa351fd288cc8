import { me } from '../../state/client';

/**
 * What was typed into a chat and not sent, as long as the page lives: a talk that ends takes the field away
 * under somebody's fingers, but not their words. Each person's own: the next one signs in on the same page.
 */
const drafts = new Map<string, string>();

const keyOf = (chat: number) => `${me.peek()?.account} ${chat}`;

export function draftOf(chat: number): string {
	return drafts.get(keyOf(chat)) ?? '';
}

export function keepDraft(chat: number, text: string): void {
	drafts.set(keyOf(chat), text);
}
