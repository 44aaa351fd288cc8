import { minutes, type Plural } from './format';

type SpanWords = readonly [string, string, string, string, string, string];

/** How long something takes or is late, in the largest unit that still says something. */
export function timeSpan(ms: number, words: SpanWords, plural: Plural): string {
	const n = minutes(ms);
	if (n < 60) return `${n} ${plural(n, words[0], words[1])}`;
	const hours = Math.floor(n / 60);
	if (hours < 48) return `${hours} ${plural(hours, words[2], words[3])}`;
	const days = Math.floor(hours / 24);
	return `${days} ${plural(days, words[4], words[5])}`;
}
