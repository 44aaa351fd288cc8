import { effect } from '@preact/signals';
import type { Locale } from '../../gen/protocol';
import { locale, setLocale } from '../../i18n';
import { call, me } from '../../state/client';

/** Who signs in brings the language that they chose elsewhere. */
export function startOwnLanguage(): void {
	effect(() => {
		const own = me.value?.locale;
		if (own) setLocale(own);
	});
}

export function chooseLanguage(next: Locale): void {
	const person = me.peek();
	if (!person) {
		setLocale(next);
		return;
	}
	me.value = { ...person, locale: next };
	void call('account.set_locale', { locale: next });
}

export function otherLanguage(): Locale {
	return locale.value === 'nl' ? 'en' : 'nl';
}
