/**
 * The words of a werkervaringsbeurs: the same sentences, where they say "stage" or "internship". One table for
 * both languages, as neither holds the other's words.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
	[/\bStageplek/g, 'Werkervaringsplek'],
	[/\bstageplek/g, 'werkervaringsplek'],
	[/\bstagiair\b/g, 'student'],
	[/\bInternships\b/g, 'Work experience places'],
	[/\binternships\b/g, 'work experience places'],
	[/\bInternship\b/g, 'Work experience place'],
	[/\binternship\b/g, 'work experience place'],
	[/\bintern\b/g, 'student'],
];

/** Of a sentence that names somebody only the beginning is ours: an employer may be called "Stage & Zo". */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
	[/^Stagebeurs: /, 'Werkervaringsbeurs: '],
	[/^Internship fair: /, 'Work experience fair: '],
];

const replaced = (text: string, table: typeof WORDS): string =>
	table.reduce((said, [word, other]) => said.replace(word, other), text);

function reword(value: unknown): unknown {
	if (typeof value === 'string') return replaced(value, WORDS);
	if (typeof value === 'function')
		return (...args: unknown[]) => {
			const said: unknown = value(...args);
			return typeof said === 'string' ? replaced(said, BEGINNINGS) : said;
		};
	if (Array.isArray(value)) return value.map(reword);
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, reword(one)]));
	return value;
}

/** A catalogue in these words. */
export const reworded = <T>(catalogue: T): T => reword(catalogue) as T;
