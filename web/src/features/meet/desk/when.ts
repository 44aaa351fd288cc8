import type { Dates } from '../../../i18n/format';

/** By the clock alone today, and with its day otherwise: a desk is looked at before the fair, too. */
export function whenOf(ms: number, nowMs: number, { day, time, dayAndTime }: Dates): string {
	return day(ms) === day(nowMs) ? time(ms) : dayAndTime(ms);
}
