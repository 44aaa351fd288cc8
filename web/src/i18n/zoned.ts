/** Times that somebody types are those of the fair's clocks, wherever they sit. */

/** How far the zone's clocks are ahead of UTC at this moment. */
function aheadMs(ms: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(ms);
	const part = (type: string) => Number(parts.find(one => one.type === type)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - (ms - (ms % 1000));
}

/** "2026-11-26" and "19:30" there, as UTC milliseconds; undefined when either is none. */
export function fromZoned(day: string, time: string, timeZone: string): number | undefined {
	const shown = Date.parse(`${day}T${time}Z`);
	if (!Number.isFinite(shown)) return undefined;
	// The offset of a first guess; once more, as the clocks may change between the two.
	const guess = shown - aheadMs(shown, timeZone);
	return shown - aheadMs(guess, timeZone);
}

/** A moment as the values of a date field and a time field. */
export function toZoned(ms: number, timeZone: string): { day: string; time: string } {
	const shown = new Date(ms + aheadMs(ms, timeZone)).toISOString();
	return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}
