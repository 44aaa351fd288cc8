const YEAR = /\b20\d\d\b/;
const YEARS = new RegExp(YEAR, 'g');
const LONGEST = 120;

interface Next {
	readonly name: string;
	/** "2026-11-26": when it was, and when the next one is. */
	readonly was: string;
	readonly day: string;
	/** The same day as one reads it. */
	readonly spoken: string;
}

/** What the next fair may be called: never as the one before it, or nobody tells them apart in a menu. */
export function nextName({ name, was, day, spoken }: Next): string {
	const year = Number(day.slice(0, 4));
	const later = year - Number(was.slice(0, 4));
	const behind = (what: string) => `${name.slice(0, LONGEST - what.length - 1)} ${what}`;
	if (!YEAR.test(name)) return behind(String(year));
	return later > 0
		? name.replaceAll(YEARS, said => String(Number(said) + later))
		: behind(`(${spoken})`);
}
