/**
 * The words of a werkervaringsbeurs: the same sentences, where they say "stage" or "internship". One table for
 * both languages, as neither holds the other's words.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
	[/\bStageplek/g, 'Werkervaringsplek'],
	[/\bstageplek/g, 'werkervaringsplek'],
	[/\bstagiair\b/g, 'student'],
	[/\bStagecoördinator/g, 'Coördinator'],
	[/\bstagecoördinator/g, 'coördinator'],
	[/^Stagebeurs: /, 'Werkervaringsbeurs: '],
	[/^Internship fair: /, 'Work experience fair: '],
	[/\bInternships\b/g, 'Work experience places'],
	[/\binternships\b/g, 'work experience places'],
	// The other kind of fair keeps its name.
	[/\bInternship\b(?! fair)/g, 'Work experience place'],
	[/\binternship\b(?! fair)/g, 'work experience place'],
	[/\b([Aa])n intern\b/g, '$1 student'],
	[/\bintern\b/g, 'student'],
];

const replaced = (text: string): string =>
	WORDS.reduce((said, [word, other]) => said.replace(word, other), text);

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** In text of ours a private character, which is in no name. */
const standIn = (i: number): string => String.fromCharCode(0xe000 + i);

/** What a sentence is about is not ours to reword: an employer may be called "Stageplek & Zo". */
function rewordedAround(said: string, names: readonly string[]): string {
	const text = names.reduce((rest, name, i) => rest.replaceAll(name, standIn(i)), said);
	return names.reduce((rest, name, i) => rest.replaceAll(standIn(i), () => name), replaced(text));
}

function reword(value: unknown): unknown {
	if (typeof value === 'string') return replaced(value);
	if (typeof value === 'function')
		return (...args: unknown[]) => {
			const said: unknown = value(...args);
			if (typeof said !== 'string') return said;
			return rewordedAround(
				said,
				textsOf(args).filter(name => replaced(name) !== name),
			);
		};
	if (Array.isArray(value)) return value.map(reword);
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, reword(one)]));
	return value;
}

/** A catalogue in these words. */
export const reworded = <T>(catalogue: T): T => reword(catalogue) as T;
