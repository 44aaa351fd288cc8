import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { call } from '../../../state/client';
import { handIn } from './hand_in';

vi.mock('../../../state/client', () => ({ call: vi.fn() }));
const asked = vi.mocked(call);
const refused = (code: 'rate_limited' | 'wrong_state') => ({ ok: false, error: { code } }) as const;

beforeEach(() => {
	// Nobody waits here.
	vi.stubGlobal('setTimeout', (then: () => void) => queueMicrotask(then));
	asked.mockReset();
});
afterEach(() => void vi.unstubAllGlobals());

/** A list of several pieces. */
function list(): File {
	const rows = Array.from(
		{ length: 20 },
		(_, i) => `ICT;Firm ${i};Kim;k${i}@x.example;${'x'.repeat(2000)}`,
	);
	return new File([['Zaal;Bedrijf;Contact;Mail;Over', ...rows].join('\n')], 'list.csv');
}

const handedIn = () => handIn(1, 'employers', list());

it('a long list that comes too fast waits, and none of its pieces is lost', async () => {
	const parts: number[] = [];
	let n = 0;
	asked.mockImplementation(async (_, args) => {
		if (n++ % 2 === 1) return refused('rate_limited');
		parts.push((args as { part: number }).part);
		return { ok: true, value: { staged: 7, rows: 1 } } as never;
	});
	expect(await handedIn()).toMatchObject({ id: 7, rows: 20 });
	expect(parts).toEqual([0, 1, 2, 3]);
});

it('a list that breaks off is thrown away', async () => {
	asked.mockResolvedValueOnce({ ok: true, value: { staged: 7, rows: 1 } });
	asked.mockResolvedValue(refused('wrong_state'));
	expect(await handedIn()).toMatchObject({ why: 'refused' });
	expect(asked).toHaveBeenLastCalledWith('import.forget', { fair: 1, staged: 7 });
});
