import { useState } from 'preact/hooks';
import { longest } from '../../../gen/longest';
import type { FairTexts } from '../../../gen/protocol';
import { makingWords } from '../../../i18n/making';
import { call } from '../../../state/client';
import { Action } from '../../../ui/action';
import { TextField } from '../../../ui/field';

interface Props {
	readonly texts: FairTexts;
	readonly onDone: () => void;
	readonly button: string;
}

/** What a fair says in words of its own, in both languages. */
export function TextsForm({ texts, onDone, button }: Props) {
	const t = makingWords.value.texts;
	const { id: fair, ...start } = texts;
	const [typed, setTyped] = useState(start);
	const field = (name: keyof typeof typed, label: string, rows: number, hint?: string) => (
		<TextField
			name={name}
			label={label}
			{...(hint && { hint })}
			rows={rows}
			value={typed[name]}
			maxLength={longest['fair.save_texts'][name]}
			onChange={value => setTyped({ ...typed, [name]: value })}
			testId={`text-${name}`}
		/>
	);
	return (
		<form class="card stack" data-testid="texts-form" onSubmit={event => event.preventDefault()}>
			<p>{t.text}</p>
			{field('welcome', t.welcome, 3)}
			{field('welcome_en', t.welcomeEn, 3)}
			{field('privacy', t.privacy, 6, t.privacyHint)}
			{field('privacy_en', t.privacyEn, 6)}
			<div class="actions">
				<Action
					look="main"
					type="submit"
					run={() => call('fair.save_texts', { fair, ...typed })}
					onDone={onDone}
					testId="save-texts"
				>
					{button}
				</Action>
			</div>
		</form>
	);
}
