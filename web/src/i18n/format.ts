import type { Wait } from '../gen/protocol';

/** Numbers and times as people say them. One language each; the catalogues choose. */

export type Plural = (n: number, one: string, other: string) => string;

export function pluralOf(locale: string): Plural {
	const rules = new Intl.PluralRules(locale);
	return (n, one, other) => (rules.select(n) === 'one' ? one : other);
}

/** A countdown: 4:38. Rounded up, so that it reads 0:00 only when it is over. */
export function clock(ms: number): string {
	const s = Math.max(0, Math.ceil(ms / 1000));
	return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

export function minutes(ms: number): number {
	return Math.max(1, Math.round(ms / 60_000));
}

/** An honest wait is a range, unless both ends are the same minute. */
export function waitRange({ p50_ms, p90_ms }: Wait): string {
	const [from, to] = [minutes(p50_ms), minutes(Math.max(p50_ms, p90_ms))];
	return from === to ? `± ${from}` : `${from}–${to}`;
}

export interface Dates {
	time(ms: number): string;
	day(ms: number): string;
	dayAndTime(ms: number): string;
}

/** Times of a fair are shown in the fair's zone: a phone abroad must not miss its slot. */
export function datesOf(locale: string, timeZone: string): Dates {
	const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' });
	const day = new Intl.DateTimeFormat(locale, {
		timeZone,
		weekday: 'short',
		day: 'numeric',
		month: 'short',
	});
	return {
		time: ms => time.format(ms),
		day: ms => day.format(ms),
		dayAndTime: ms => `${day.format(ms)} ${time.format(ms)}`,
	};
}

/** Two letters for a face: "Fatima El H." is FE. */
export function initials(name: string): string {
	const words = name.split(/\s+/).filter(Boolean);
	return words
		.slice(0, 2)
		.map(word => [...word][0] ?? '')
		.join('')
		.toLocaleUpperCase('nl');
}
