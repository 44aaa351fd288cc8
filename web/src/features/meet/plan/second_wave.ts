import { fromZoned, toZoned } from '../../../i18n/zoned';

/** When the second half of a plan opens: the day before at noon, or when that is over, halfway between now
 *  and the first start. */
export function secondWave(day: string, from: string, nowMs: number, zone: string) {
	const fromMs = fromZoned(day, from, zone) ?? nowMs;
	const eve = { day: toZoned(fromMs - 24 * 3_600_000, zone).day, time: '12:00' };
	return (fromZoned(eve.day, eve.time, zone) ?? 0) > nowMs
		? eve
		: toZoned((nowMs + fromMs) / 2, zone);
}
