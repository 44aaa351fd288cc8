import type { Locale } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import { SelectField } from '../../ui/field';

interface Props {
	readonly value: Locale;
	readonly onChange: (value: Locale) => void;
}

/** In what somebody is written to who is new here; who has an account chose it themselves. */
export function LanguageField({ value, onChange }: Props) {
	const { about, staff } = setupWords.value;
	return (
		<SelectField<Locale>
			label={staff.language}
			value={value}
			options={(['nl', 'en'] as const).map(one => ({ value: one, text: about.names[one] }))}
			onChange={onChange}
			testId="reads-in"
		/>
	);
}
