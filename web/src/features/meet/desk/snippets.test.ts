import { expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
const { readSnippets, toggled } = await import('./snippets');

it('keeps the newest first, each once, and forgets what is toggled again', () => {
	const one = toggled({}, 'no', 'Vol.');
	const two = toggled(one, 'no', 'Te ver.');
	expect(two.no).toEqual(['Te ver.', 'Vol.']);
	expect(toggled(two, 'no', 'Vol.').no).toEqual(['Te ver.']);
	expect(toggled(two, 'yes', 'Kom maar.').no).toEqual(two.no);
});

it('keeps no more than a screen can show', () => {
	let many = {};
	for (let n = 0; n < 20; n++) many = toggled(many, 'yes', `text ${n}`);
	expect(readSnippets(JSON.stringify(many)).yes).toHaveLength(8);
});

it('is not hurt by what somebody else stored', () => {
	for (const bad of ['', 'null', '[]', '{"no":"text"}', '{"no":[1]}']) {
		expect(readSnippets(bad).no).toBeUndefined();
	}
});
