import { useEffect, useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { MailMode } from '../../gen/protocol';
import { signInWords } from '../../i18n/sign_in';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { TextField } from '../../ui/field';
import { Empty } from '../../ui/state';
import { askForLink, enterCode } from './session';

interface Props {
	readonly onDone: () => void;
}

/** Asking for a sign-in link by mail, where this server sends any. */
export function AskForLink({ onDone }: Props) {
	const t = signInWords.value;
	const [mode, setMode] = useState<MailMode>();
	const [email, setEmail] = useState('');
	const [asked, setAsked] = useState('');
	useEffect(() => {
		void call('mail.mode', {}).then(result => {
			if (result.ok) setMode(result.value.mode);
		});
	}, []);
	if (mode === 'off') return <Empty icon="info">{t.off}</Empty>;
	if (asked)
		return (
			<Asked
				email={asked}
				isShown={mode === 'shown'}
				onDone={onDone}
				onAgain={() => setAsked('')}
			/>
		);
	return (
		<form class="stack" noValidate onSubmit={event => event.preventDefault()}>
			<p class="prose">{t.ask}</p>
			<TextField
				type="email"
				name="email"
				label={t.email}
				value={email}
				maxLength={longest['session.ask'].email}
				onChange={setEmail}
				testId="ask-email"
			/>
			<div class="actions">
				<Action
					look="main"
					isLarge
					type="submit"
					testId="ask-link"
					run={() => askForLink(email.trim())}
					onDone={() => setAsked(email.trim())}
				>
					{t.send}
				</Action>
			</div>
		</form>
	);
}

interface AskedProps extends Props {
	readonly email: string;
	readonly isShown: boolean;
	readonly onAgain: () => void;
}

function Asked({ email, isShown, onDone, onAgain }: AskedProps) {
	const t = signInWords.value;
	const [code, setCode] = useState('');
	const [isWrong, setWrong] = useState(false);
	const enter = async () => {
		const result = await enterCode(code.replace(/\s/g, ''));
		setWrong(result.ok && !result.value.me);
		if (result.ok && result.value.me) onDone();
		return result;
	};
	return (
		<div class="stack">
			<div role="status" class="stack" data-testid="asked">
				<p class="prose">{t.asked(email)}</p>
				{isShown && <p class="prose">{t.shown}</p>}
			</div>
			<form class="stack" onSubmit={event => event.preventDefault()}>
				<p class="prose">{t.askedElsewhere}</p>
				<TextField
					name="code"
					label={t.code}
					value={code}
					maxLength={12}
					onChange={setCode}
					testId="code"
				/>
				{isWrong && (
					<p role="alert" data-testid="wrong-code">
						{t.wrongCode}
					</p>
				)}
				<div class="actions">
					<Action type="submit" testId="enter-code" run={enter}>
						{t.enter}
					</Action>
					<Button look="quiet" onClick={onAgain}>
						{t.again}
					</Button>
				</div>
			</form>
			<p class="prose meta">{t.notCome}</p>
		</div>
	);
}
