import { beforeEach, expect, it, vi } from 'vitest';
import { locale } from '../../i18n';
import { me } from '../../state/client';
import { chooseLanguage, startOwnLanguage } from './language';

const answers = vi.hoisted(() => [] as (() => void)[]);

vi.mock('../../state/client', async () => {
	const { signal } = await import('@preact/signals');
	return {
		me: signal(),
		call: () => new Promise<void>(resolve => answers.push(resolve)),
	};
});

const person = { account: 1, name: 'Noor', locale: 'nl' } as never;

beforeEach(() => {
	vi.stubGlobal('localStorage', { setItem: () => undefined });
	vi.stubGlobal('document', { documentElement: { lang: '' } });
	startOwnLanguage();
});

it('stays as it was chosen when a server that comes back does not know it yet', async () => {
	me.value = person;
	const done = chooseLanguage('en');
	me.value = { ...(person as object) } as never; // its greeting
	expect(locale.value).toBe('en');
	answers[0]?.();
	await done;
	expect(locale.value).toBe('en');
	// What is chosen on another device later comes here too.
	me.value = { ...(person as object), locale: 'nl' } as never;
	expect(locale.value).toBe('nl');
});
