import { expect, it } from 'vitest';
import { icsOf } from './ics';

const event = {
	booking: {
		id: 7,
		starts_ms: Date.UTC(2026, 10, 26, 18, 30),
		ends_ms: Date.UTC(2026, 10, 26, 18, 40),
		sequence: 3,
	},
	title: 'Gesprek met Knoop & Draad; wifi, glasvezel\nen servers',
	url: 'https://beurs.example/stand/42',
	nowMs: Date.UTC(2026, 10, 1),
};

it('has its times in UTC and one identity, so that taking it twice is having it once', () => {
	const lines = icsOf(event).split('\r\n');
	expect(lines).toContain('DTSTART:20261126T183000Z');
	expect(lines).toContain('DTEND:20261126T184000Z');
	expect(lines).toContain('UID:booking-7@beurs.example');
	expect(lines).toContain('SEQUENCE:3');
	expect(lines.at(-2)).toBe('END:VCALENDAR');
});

it('escapes what has a meaning in the format', () => {
	expect(icsOf(event)).toContain(
		'SUMMARY:Gesprek met Knoop & Draad\\; wifi\\, glasvezel\\nen servers',
	);
});

it('folds long lines by octets and never inside a character', () => {
	const ics = icsOf({ ...event, title: 'é'.repeat(100) });
	const size = (line: string) => new TextEncoder().encode(line).length;
	expect(Math.max(...ics.split('\r\n').map(size))).toBeLessThanOrEqual(75);
	expect(ics.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'é'.repeat(100)}`);
});
