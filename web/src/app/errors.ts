import { words } from '../i18n';
import type { WireError } from '../net/wire';

/** A refusal in the reader's language. The server sends a code; the words are ours. */
export function errorText({ code, field }: WireError): string {
	const { errors, fields } = words.value;
	if (code !== 'bad_value' && code !== 'missing_field') return errors[code] ?? errors.internal;
	// "args.reason" is called what its label calls it.
	const name = field?.split('.').at(-1) ?? '';
	const label = (fields as Readonly<Record<string, string>>)[name];
	return label ? errors.badField(label) : errors[code];
}
