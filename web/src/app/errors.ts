import { effect, signal } from '@preact/signals';
import { locale, words } from '../i18n';
import type { ErrorCatalogue } from '../i18n/errors_nl';
import type { WireError } from '../net/wire';
import { isKnown } from '../state/client';

const catalogue = signal<ErrorCatalogue | undefined>(undefined);

/** Not on the first load, but right after it: who loses the line must be told so without one. */
export function startErrors(): void {
	effect(() => {
		const wanted = locale.value;
		if (!isKnown.value) return;
		const coming =
			wanted === 'nl'
				? import('../i18n/errors_nl').then(({ errorsNl }) => errorsNl)
				: import('../i18n/errors_en').then(({ errorsEn }) => errorsEn);
		void coming.then(
			loaded => {
				if (locale.peek() === wanted) catalogue.value = loaded;
			},
			() => {
				// Cannot be fetched now: what is there, if only the short sentence, stays.
			},
		);
	});
}

/** A refusal in the reader's language. The server sends a code; the words are ours. */
export function errorText({ code, field }: WireError): string {
	if (!catalogue.value) return words.value.shell.failed;
	const { codes, fields, badField } = catalogue.value;
	if (code !== 'bad_value' && code !== 'missing_field') return codes[code] ?? codes.internal;
	// "args.reason" is called what its label calls it.
	const name = field?.split('.').at(-1) ?? '';
	const label = (fields as Readonly<Record<string, string>>)[name];
	return label ? badField(label) : codes[code];
}
