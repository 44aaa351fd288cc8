import { expect, it } from 'vitest';
import { boardEn } from './board_en';
import { boardNl } from './board_nl';
import { callEn } from './call_en';
import { callNl } from './call_nl';
import { cardEn } from './card_en';
import { cardNl } from './card_nl';
import { coordinatorEn } from './coordinator_en';
import { coordinatorNl } from './coordinator_nl';
import { deskNoteEn } from './desk_note_en';
import { deskNoteNl } from './desk_note_nl';
import { deviceEn } from './device_en';
import { deviceNl } from './device_nl';
import { en } from './en';
import { errorsEn } from './errors_en';
import { errorsNl } from './errors_nl';
import { clock, datesOf, initials, pluralOf, waitRange } from './format';
import { groupsEn } from './groups_en';
import { groupsNl } from './groups_nl';
import { joinEn } from './join_en';
import { joinNl } from './join_nl';
import { leadEn } from './lead_en';
import { leadNl } from './lead_nl';
import { liveEn } from './live_en';
import { liveNl } from './live_nl';
import { meetEn } from './meet_en';
import { meetNl } from './meet_nl';
import { nl } from './nl';
import { offerEn } from './offer_en';
import { offerNl } from './offer_nl';
import { pointedEn } from './pointed_en';
import { pointedNl } from './pointed_nl';
import { staffEn } from './staff_en';
import { staffNl } from './staff_nl';
import { toldEn } from './told_en';
import { toldNl } from './told_nl';
import { wallEn } from './wall_en';
import { wallNl } from './wall_nl';
import { waysOutEn } from './ways_out_en';
import { waysOutNl } from './ways_out_nl';

it('chooses the plural of each language', () => {
	expect(nl.room.waiting(1)).toBe('1 wacht');
	expect(nl.room.waiting(3)).toBe('3 wachten');
	expect(en.room.places(1)).toBe('1 place');
	expect(pluralOf('nl')(0, 'plek', 'plekken')).toBe('plekken');
});

it('shows an honest wait as a range', () => {
	expect(waitRange({ p50_ms: 540_000, p90_ms: 900_000 })).toBe('9–15');
	expect(waitRange({ p50_ms: 540_000, p90_ms: 550_000 })).toBe('± 9');
	expect(waitRange({ p50_ms: 0, p90_ms: 10_000 })).toBe('± 1');
});

it('says how late something is in the largest unit that helps', () => {
	const minute = 60_000;
	expect([
		boardNl.lateBy(minute),
		boardNl.lateBy(59 * minute),
		boardNl.lateBy(61 * minute),
		boardEn.lateBy(47 * 60 * minute),
		boardEn.within(50 * 60 * minute),
	]).toEqual([
		'1 minuut te laat',
		'59 minuten te laat',
		'1 uur te laat',
		'47 hours late',
		'2 days left',
	]);
});

it('counts down to 0:00, and there only at the end', () => {
	expect([clock(278_000), clock(60_001), clock(1), clock(0), clock(-5)]).toEqual([
		'4:38',
		'1:01',
		'0:01',
		'0:00',
		'0:00',
	]);
});

it('takes two letters of a name, whatever its script', () => {
	expect(initials('Fatima El H.')).toBe('FE');
	expect(initials('ijsbrand')).toBe('I');
	expect(initials('Łukasz  Ż.')).toBe('ŁŻ');
});

it("shows times in the fair's zone and the reader's language", () => {
	const at = Date.UTC(2026, 10, 26, 13, 5);
	expect(datesOf('nl-NL', 'Europe/Amsterdam').dayAndTime(at)).toBe('do 26 nov 14:05');
	expect(datesOf('en-GB', 'America/Curacao').dayAndTime(at)).toBe('Thu 26 Nov 09:05');
});

/** A sentence with a word too few is no type error. */
it('has no empty words in any catalogue', () => {
	const walk = (value: unknown, path: string): void => {
		if (typeof value === 'string') expect(value.trim(), path).not.toBe('');
		else if (typeof value === 'object' && value) {
			for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
		}
	};
	for (const catalogue of [
		nl,
		en,
		boardNl,
		boardEn,
		callNl,
		callEn,
		cardNl,
		cardEn,
		coordinatorNl,
		coordinatorEn,
		groupsNl,
		groupsEn,
		joinNl,
		joinEn,
		deviceNl,
		deviceEn,
		errorsNl,
		errorsEn,
		leadNl,
		leadEn,
		deskNoteNl,
		deskNoteEn,
		liveNl,
		liveEn,
		meetNl,
		meetEn,
		offerNl,
		offerEn,
		pointedNl,
		pointedEn,
		staffNl,
		staffEn,
		toldNl,
		toldEn,
		wallNl,
		wallEn,
		waysOutNl,
		waysOutEn,
	])
		walk(catalogue, '');
});
