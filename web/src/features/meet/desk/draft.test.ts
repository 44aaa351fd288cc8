import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConsoleLead } from '../../../gen/protocol';
import type { Result } from '../../../net/wire';
import { Draft } from './draft';

const lead = (is: Partial<ConsoleLead>): ConsoleLead =>
	({
		id: 7,
		state: 'spoken',
		rating: 0,
		note: '',
		reason: '',
		owner_name: '',
		...is,
	}) as ConsoleLead;

function drafting(kept?: string) {
	const stored = new Map<string, string>();
	if (kept) stored.set('stagebeurs.draft.7', kept);
	const storage = {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => void stored.set(key, value),
		removeItem: (key: string) => void stored.delete(key),
	};
	const ok: Result<unknown> = { ok: true, value: {} };
	const save = vi.fn(async (): Promise<Result<unknown>> => ok);
	return { draft: new Draft(7, { save, storage }), save, stored };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('saves once, a moment after the last key', async () => {
	const { draft, save } = drafting();
	draft.change({ note: 'W' });
	await vi.advanceTimersByTimeAsync(300);
	draft.change({ note: 'Werkt' });
	await vi.advanceTimersByTimeAsync(701);
	expect(save.mock.calls).toEqual([[{ lead: 7, note: 'Werkt' }]]);
	expect(draft.state.value).toBe('saved');
});

it('keeps the text on screen until the server shows it', async () => {
	const { draft, stored } = drafting();
	draft.follow(lead({}));
	draft.change({ note: 'Werkt' });
	await vi.advanceTimersByTimeAsync(701);
	expect(draft.mine.value).toEqual({ note: 'Werkt' });
	draft.follow(lead({ note: 'Werkt' }));
	expect(draft.mine.value).toEqual({});
	expect(stored.size).toBe(0);
});

it('does not lose what is typed while a save is under way', async () => {
	const { draft, save } = drafting();
	draft.follow(lead({}));
	draft.change({ note: 'Werkt' });
	await vi.advanceTimersByTimeAsync(701);
	draft.change({ note: 'Werkt al' });
	draft.follow(lead({ note: 'Werkt' }));
	expect(draft.mine.value).toEqual({ note: 'Werkt al' });
	await vi.advanceTimersByTimeAsync(701);
	expect(save).toHaveBeenLastCalledWith({ lead: 7, note: 'Werkt al' });
});

it('keeps a note here while there is no line, and sends it when there is', async () => {
	const { draft, save, stored } = drafting();
	save.mockResolvedValueOnce({ ok: false, error: { code: 'timed_out' } });
	draft.change({ note: 'Werkt' });
	await vi.advanceTimersByTimeAsync(701);
	expect(draft.state.value).toBe('kept');
	expect(stored.size).toBe(1);
	await vi.advanceTimersByTimeAsync(5_001);
	expect(draft.state.value).toBe('saved');
});

it('takes up after a reload what was not saved before it', async () => {
	const { save } = drafting('{"note":"Werkt","rating":4}');
	await vi.advanceTimersByTimeAsync(701);
	expect(save).toHaveBeenCalledWith({ lead: 7, note: 'Werkt', rating: 4 });
});

it('shows what a colleague wrote after ours was taken', async () => {
	const { draft } = drafting();
	draft.follow(lead({}));
	draft.change({ note: 'Van mij' });
	await vi.advanceTimersByTimeAsync(701);
	draft.follow(lead({ note: 'Van mij. En van Mo.' }));
	expect(draft.mine.value).toEqual({});
});

it('lets go of tags that the server has in another order, and of a placement that is none', async () => {
	const { draft, stored } = drafting();
	draft.follow(lead({ tags: [], placement: 4 }));
	draft.change({ tags: ['zorg', 'avond'], placement: 0 });
	await vi.advanceTimersByTimeAsync(700);
	// The server's word may come before its answer does.
	draft.follow(lead({ tags: ['avond', 'zorg'] }));
	await vi.advanceTimersByTimeAsync(1);
	expect(draft.mine.value).toEqual({});
	expect(stored.size).toBe(0);
});
