import { expect, it } from 'vitest';
import { lineOf, paceOf, topOf } from './course';
import { seatsOf } from './seats';

const MINUTE = 60_000;
const point = (minute: number, waiting: number, placed = 0) => ({
	id: minute * MINUTE,
	waiting,
	talking: 1,
	placed,
});
const boxes = (path: string) => path.split('M').length - 1;

it('draws a box for each place that is wanted, and fills as many as are agreed on', () => {
	const seats = seatsOf(60, [
		{ sector: 'care', placed: 7 },
		{ sector: 'ict', placed: 0 },
		{ sector: 'retail', placed: 3 },
	]);
	expect(seats.filled.map(({ sector, path }) => [sector, boxes(path)])).toEqual([
		['care', 7],
		['retail', 3],
	]);
	expect(boxes(seats.empty)).toBe(50);
	expect(seats.each).toBe(1);
});

it('lets a box stand for several places where there are too many, and never overflows', () => {
	const seats = seatsOf(4000, [{ sector: 'care', placed: 5000 }]);
	expect(seats.each).toBe(4);
	expect(boxes(seats.filled[0]?.path ?? '')).toBe(1000);
	expect(seats.empty).toBe('');
	expect(boxes(seatsOf(0, []).empty)).toBe(1);
});

it('tells a pace from the last hour, once there is something to tell', () => {
	const points = [point(0, 1, 0), point(30, 1, 10), point(60, 1, 20)];
	expect(paceOf(points, 30, 90 * MINUTE, 150 * MINUTE)).toEqual({
		gained: 20,
		fromMs: 30 * MINUTE,
		expected: 50,
	});
	expect(paceOf(points, 10, 90 * MINUTE, 150 * MINUTE)).toBeUndefined();
	expect(paceOf(points, 30, 90 * MINUTE, 90 * MINUTE)).toBeUndefined();
	expect(paceOf([point(0, 1)], 30, 5 * MINUTE, 90 * MINUTE)).toBeUndefined();
	expect(paceOf([], 30, 5 * MINUTE, 90 * MINUTE)).toBeUndefined();
});

it('draws lines under a round number', () => {
	expect([topOf([]), topOf([point(0, 1)]), topOf([point(0, 37)]), topOf([point(0, 140)])]).toEqual([
		2, 2, 40, 200,
	]);
	expect(lineOf([point(0, 0), point(1, 20)], ({ waiting }) => waiting, 40)).toBe('0,100 100,50');
});
