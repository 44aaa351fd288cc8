import type { Booking } from '../../../gen/protocol';

/**
 * A booking as an iCalendar file (RFC 5545): any agenda app takes it. Mails bring the same entry
 * (server/features/mail/calendar.c): one identity, and the greater sequence is the newer.
 */

const CRLF = '\r\n';

/** 20261126T183000Z */
const stamp = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')}`;

/** RFC 5545 §3.3.11. */
const text = (value: string): string =>
	value.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\n|\r/g, '\\n');

/** RFC 5545 §3.1: a line has at most 75 octets; what is over goes on after a space. */
function folded(line: string): string {
	const encoder = new TextEncoder();
	const lines: string[] = [];
	let current = '';
	let octets = 0;
	for (const char of line) {
		const size = encoder.encode(char).length;
		if (octets + size > 75) {
			lines.push(current);
			current = ' ';
			octets = 1;
		}
		current += char;
		octets += size;
	}
	return [...lines, current].join(CRLF);
}

interface Event {
	readonly booking: Pick<Booking, 'id' | 'starts_ms' | 'ends_ms' | 'sequence'>;
	readonly title: string;
	/** Where one goes for it: the booth's page. */
	readonly url: string;
	readonly nowMs: number;
}

export function icsOf({ booking, title, url, nowMs }: Event): string {
	return [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Stagebeurs//NL',
		'BEGIN:VEVENT',
		`UID:booking-${booking.id}@${new URL(url).host}`,
		`SEQUENCE:${booking.sequence}`,
		`DTSTAMP:${stamp(nowMs)}`,
		`DTSTART:${stamp(booking.starts_ms)}`,
		`DTEND:${stamp(booking.ends_ms)}`,
		`SUMMARY:${text(title)}`,
		`LOCATION:${text(url)}`,
		`URL:${url}`,
		'BEGIN:VALARM',
		'ACTION:DISPLAY',
		`DESCRIPTION:${text(title)}`,
		'TRIGGER:-PT15M',
		'END:VALARM',
		'END:VEVENT',
		'END:VCALENDAR',
		'',
	]
		.map(folded)
		.join(CRLF);
}
