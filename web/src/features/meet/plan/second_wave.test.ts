import { expect, it } from 'vitest';
import { secondWave } from './second_wave';

const wave = (now: string) =>
	secondWave('2026-11-26', '16:00', Date.parse(`2026-11-${now}Z`), 'Europe/Amsterdam');

it('opens the day before at noon', () => {
	expect(wave('24T10:00')).toEqual({ day: '2026-11-25', time: '12:00' });
});

it('opens between now and the first start when that noon is over', () => {
	expect(wave('25T11:00')).toEqual({ day: '2026-11-26', time: '02:00' });
	expect(wave('26T14:00')).toEqual({ day: '2026-11-26', time: '15:30' });
});
