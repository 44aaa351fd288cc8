import { afterEach, expect, it } from 'vitest';
import { me } from '../../state/client';
import { draftOf, keepDraft } from './drafts';

const signIn = (account: number) => {
	me.value = { account } as typeof me.value;
};

afterEach(() => {
	me.value = undefined;
});

it('keeps the words of each chat', () => {
	signIn(1);
	keepDraft(7, 'Mag ik nog');
	expect(draftOf(7)).toBe('Mag ik nog');
	expect(draftOf(8)).toBe('');
});

it('shows nobody the words of who was signed in before them', () => {
	signIn(1);
	keepDraft(7, 'Mag ik nog');
	signIn(2);
	expect(draftOf(7)).toBe('');
});
