import { signal } from '@preact/signals';
import type { Answer } from '../../../gen/protocol';

/** Sentences that a recruiter writes again and again: kept on this device, by answer. */

const STORED = 'stagebeurs.snippets';
const MOST = 8;

export type Snippets = Readonly<Partial<Record<Answer, readonly string[]>>>;

/** What is stored may be of another time, or somebody's own. */
export function readSnippets(stored: string | null): Snippets {
	try {
		const found: unknown = JSON.parse(stored ?? '{}');
		if (typeof found !== 'object' || found === null) return {};
		return Object.fromEntries(
			Object.entries(found).filter(
				([, texts]) => Array.isArray(texts) && texts.every(text => typeof text === 'string'),
			),
		);
	} catch {
		return {};
	}
}

/** Keeps a text, the newest first; one that is there already is forgotten. */
export function toggled(snippets: Snippets, answer: Answer, text: string): Snippets {
	const had = snippets[answer] ?? [];
	const next = had.includes(text) ? had.filter(one => one !== text) : [text, ...had].slice(0, MOST);
	return { ...snippets, [answer]: next };
}

export const snippets = signal(readSnippets(localStorage.getItem(STORED)));

export function toggleSnippet(answer: Answer, text: string): void {
	snippets.value = toggled(snippets.peek(), answer, text);
	localStorage.setItem(STORED, JSON.stringify(snippets.value));
}
