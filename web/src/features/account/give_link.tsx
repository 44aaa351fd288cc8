import { useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import { mailWords } from '../../i18n/mail';
import { call } from '../../state/client';
import { Action } from '../../ui/action';
import { TextField } from '../../ui/field';
import { HandOver } from './hand_over';

/** For whom no mail reaches, of an evening: who runs the server makes them a link and hands it over. */
export function GiveLink() {
	const t = mailWords.value.give;
	const [email, setEmail] = useState('');
	const [made, setMade] = useState<{ readonly text: string; readonly link: string }>();
	const make = async () => {
		setMade(undefined);
		const result = await call('account.link', { email: email.trim() });
		if (result.ok) {
			const { name, token } = result.value;
			setMade({ text: t.link(name), link: `${location.origin}/in#${token}` });
			setEmail('');
		}
		return result;
	};
	return (
		<form class="card stack" noValidate onSubmit={event => event.preventDefault()}>
			<h2>{t.title}</h2>
			<p class="prose">{t.text}</p>
			<TextField
				type="email"
				label={t.email}
				value={email}
				maxLength={longest['account.link'].email}
				onChange={setEmail}
				testId="give-email"
			/>
			<div class="actions">
				<Action type="submit" run={make} testId="give-link">
					{t.make}
				</Action>
			</div>
			{made && <HandOver {...made} />}
		</form>
	);
}
