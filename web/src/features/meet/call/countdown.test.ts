import { expect, it } from 'vitest';
import type { Call } from '../../../gen/protocol';
import { countdown, mayExtend, warningPassed } from './countdown';

const call = (is: Partial<Call>): Call => ({
	id: 1,
	booth: 2,
	booth_name: 'Bakkerij',
	chat: 3,
	student: 4,
	student_name: 'Yusuf A.',
	recruiter: 5,
	recruiter_name: 'Sanne',
	state: 'live',
	is_extra_minute_used: false,
	started_ms: 1_000,
	ends_ms: 481_000,
	is_text_open: true,
	extensions: 0,
	extensions_left: 2,
	student_pair: 1,
	recruiter_pair: 1,
	pair: 1,
	initiator: 5,
	...is,
});

it('counts to the end that the server named', () => {
	expect(countdown(call({}), 1_000)).toEqual({ is: 'running', leftMs: 480_000, wholeMs: 480_000 });
	expect(countdown(call({ ends_ms: 601_000 }), 1_000).wholeMs).toBe(600_000);
	expect(countdown(call({}), 999_000).leftMs).toBe(0);
	expect(countdown(call({}), 500).leftMs).toBe(480_000);
});

it('stands still while the clock is stopped', () => {
	const stopped = call({ state: 'interrupted', left_ms: 90_000 });
	expect(countdown(stopped, 5_000)).toMatchObject({ is: 'stopped', leftMs: 90_000 });
	expect(countdown(stopped, 50_000).leftMs).toBe(90_000);
});

it('runs on in the second interruption', () => {
	expect(countdown(call({ state: 'interrupted' }), 1_000).is).toBe('running');
});

it('counts the rounding off separately', () => {
	const rounding = call({ state: 'rounding_off', deadline_ms: 511_000 });
	expect(countdown(rounding, 481_000)).toMatchObject({ is: 'rounding_off', leftMs: 30_000 });
});

it('warns once at each mark', () => {
	expect(warningPassed(121_000, 120_000)).toBe(120_000);
	expect(warningPassed(120_000, 119_000)).toBeUndefined();
	expect(warningPassed(31_000, 30_000)).toBe(30_000);
});

it('warns of the nearer mark after sleeping through both, and not after the end', () => {
	expect(warningPassed(125_000, 20_000)).toBe(30_000);
	expect(warningPassed(125_000, 0)).toBeUndefined();
});

it('offers more time while the talk goes on, and twice at most', () => {
	expect(mayExtend(call({}))).toBe(true);
	expect(mayExtend(call({ state: 'rounding_off', extensions_left: 1 }))).toBe(true);
	expect(mayExtend(call({ extensions_left: 0 }))).toBe(false);
	expect(mayExtend(call({ state: 'interrupted' }))).toBe(false);
});
