import { effect, signal } from '@preact/signals';
import type { Locale } from '../../gen/protocol';
import { locale, setLocale } from '../../i18n';
import { call, me } from '../../state/client';

/** Chosen here, and not answered yet: a server that comes back greets with what it knew before. */
const wish = signal<Locale>();

/** Who signs in brings the language that they chose elsewhere. */
export function startOwnLanguage(): void {
	effect(() => {
		const own = wish.value ?? me.value?.locale;
		if (own) setLocale(own);
	});
}

export async function chooseLanguage(next: Locale): Promise<void> {
	if (!me.peek()) {
		setLocale(next);
		return;
	}
	wish.value = next;
	await call('account.set_locale', { locale: next });
	const person = me.peek();
	if (wish.peek() !== next) return; // they changed their mind meanwhile
	if (person) me.value = { ...person, locale: next };
	wish.value = undefined;
}

export function otherLanguage(): Locale {
	return locale.value === 'nl' ? 'en' : 'nl';
}
