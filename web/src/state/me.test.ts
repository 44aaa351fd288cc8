import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Participation } from '../gen/protocol';
import { me } from './client';
import { homePath, isAt, myFair, partAtBooth, pathOf } from './me';

vi.mock('./client', async () => {
	const { signal } = await import('@preact/signals');
	return { me: signal() };
});

const at = (fair: number, role: Participation['role'], booth?: number): Participation => ({
	fair,
	fair_name: '',
	role,
	...(booth && { booth }),
});

function isSomebody(...participations: readonly Participation[]): void {
	me.value = { account: 1, name: 'Kim', locale: 'nl', is_admin: false, participations } as never;
}

beforeEach(() => {
	me.value = undefined;
});

describe('who has two roles', () => {
	it('is each of them at that fair, and at no other', () => {
		isSomebody(at(1, 'organiser'), at(1, 'coordinator'), at(2, 'student'));
		expect(isAt(1, 'coordinator')).toBe(true);
		expect(isAt(1, 'recruiter', 'organiser')).toBe(true);
		expect(isAt(1, 'student')).toBe(false);
		expect(isAt(undefined, 'student')).toBe(false);
	});

	it('works at a booth as what they are there, whatever comes first', () => {
		isSomebody(at(1, 'coordinator'), at(2, 'recruiter', 20), at(2, 'manager', 21));
		expect(partAtBooth(21)?.role).toBe('manager');
		expect(partAtBooth(20)?.role).toBe('recruiter');
		expect(partAtBooth(22)).toBeUndefined();
	});

	it('walks where they are a student, also when work comes first', () => {
		isSomebody(at(1, 'recruiter', 10), at(2, 'student'), at(3, 'student'));
		expect(myFair.value).toBe(2);
		isSomebody(at(1, 'recruiter', 10));
		expect(myFair.value).toBeUndefined();
	});

	it('begins at the first, and finds the page of each', () => {
		const both = [at(1, 'organiser'), at(1, 'coordinator')] as const;
		isSomebody(...both);
		expect(homePath.value).toBe('/beheer/1');
		expect(both.map(pathOf)).toEqual(['/beheer/1', '/studenten/1']);
	});
});

it('begins on the public page when nobody is anything, and with the fairs for who runs the server', () => {
	expect(homePath.value).toBe('/');
	isSomebody();
	expect(homePath.value).toBe('/');
	me.value = { ...me.value, is_admin: true } as never;
	expect(homePath.value).toBe('/beheer');
});
