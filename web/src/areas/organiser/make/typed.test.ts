import { expect, it } from 'vitest';
import { draftOf, type Typed, typedOf } from './typed';

const zone = 'Europe/Amsterdam';
const evening: Typed = {
	name: ' Beurs ',
	kind: 'internship',
	day: '2027-03-04',
	from: '18:00',
	until: '21:30',
	nights: 0,
	target: 100,
	talk_minutes: 8,
};

const shown = (typed: Typed) => {
	const { opens_ms, closes_ms } = draftOf(typed, zone);
	return [new Date(opens_ms).toISOString(), new Date(closes_ms).toISOString()];
};

it('takes times as the clocks of the fair show them', () => {
	expect(shown(evening)).toEqual(['2027-03-04T17:00:00.000Z', '2027-03-04T20:30:00.000Z']);
	expect(draftOf(evening, zone).name).toBe('Beurs');
});

it('goes on after midnight where the doors close earlier than they open', () => {
	expect(shown({ ...evening, until: '00:30' })[1]).toBe('2027-03-04T23:30:00.000Z');
});

it('keeps a fair of several days one', () => {
	const week = { ...evening, nights: 3 };
	expect(shown(week)[1]).toBe('2027-03-07T20:30:00.000Z');
	expect(typedOf(draftOf(week, zone), zone)).toEqual({ ...week, name: 'Beurs' });
});

it('sends what cannot be a time as one that the server refuses', () => {
	expect(draftOf({ ...evening, day: '' }, zone)).toMatchObject({ opens_ms: 0, closes_ms: 0 });
});
