import { useEffect, useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { MailMode, MyCard } from '../../gen/protocol';
import { joinWords } from '../../i18n/join';
import { call } from '../../state/client';
import { Action } from '../../ui/action';
import { TextField } from '../../ui/field';
import { Code } from './code';

/** An address for mails, for who came without one; only where mails are written at all. */
export function AddressForm({ card }: { readonly card: MyCard }) {
	const t = joinWords.value.address;
	const [mode, setMode] = useState<MailMode>('off');
	const [email, setEmail] = useState('');
	const [asked, setAsked] = useState('');
	const fair = card.id;
	useEffect(() => {
		void call('mail.mode', {}).then(result => {
			if (result.ok) setMode(result.value.mode);
		});
	}, []);
	if (!card.email && mode === 'off') return null;
	const ask = async () => {
		const address = email.trim();
		const result = await call('student.ask_address', { fair, email: address });
		if (result.ok) setAsked(address);
		return result;
	};
	return (
		<section class="card stack" data-testid="my-address">
			<h2>{t.title}</h2>
			{card.email ? (
				<p class="prose" role="status">
					{t.is(card.email)}
				</p>
			) : asked ? (
				<Code
					email={asked}
					isShown={mode === 'shown'}
					enter={code => call('student.confirm_address', { fair, code })}
					onRight={() => setAsked('')}
					onAgain={() => setAsked('')}
				/>
			) : (
				<form class="stack" noValidate onSubmit={event => event.preventDefault()}>
					<p class="prose">{t.none}</p>
					<TextField
						type="email"
						name="email"
						label={t.email}
						value={email}
						maxLength={longest['student.ask_address'].email}
						onChange={setEmail}
						testId="address-email"
					/>
					<div class="actions">
						<Action type="submit" run={ask} testId="ask-address">
							{t.send}
						</Action>
					</div>
				</form>
			)}
		</section>
	);
}
