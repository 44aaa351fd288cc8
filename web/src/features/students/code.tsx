import { useState } from 'preact/hooks';
import { joinWords } from '../../i18n/join';
import type { Result } from '../../net/wire';
import { Action, Button } from '../../ui/action';
import { TextField } from '../../ui/field';

interface Props {
	readonly email: string;
	/** Mails are not sent but read by an administrator. */
	readonly isShown: boolean;
	readonly enter: (code: string) => Promise<Result<{ is_right: boolean }>>;
	readonly onRight: () => void;
	readonly onAgain: () => void;
}

/** The code that was mailed, typed where it was asked for. */
export function Code({ email, isShown, enter, onRight, onAgain }: Props) {
	const t = joinWords.value.code;
	const [code, setCode] = useState('');
	const [isWrong, setWrong] = useState(false);
	const run = async () => {
		const result = await enter(code.replace(/\s/g, ''));
		setWrong(result.ok && !result.value.is_right);
		if (result.ok && result.value.is_right) onRight();
		return result;
	};
	return (
		<form class="stack" onSubmit={event => event.preventDefault()}>
			<div role="status" class="stack" data-testid="code-asked">
				<p class="prose">{t.asked(email)}</p>
				{isShown && <p class="prose">{t.shown}</p>}
			</div>
			<TextField
				name="code"
				label={t.label}
				value={code}
				maxLength={12}
				onChange={setCode}
				testId="mailed-code"
			/>
			{isWrong && (
				<p role="alert" data-testid="wrong-code">
					{t.wrong}
				</p>
			)}
			<div class="actions">
				<Action look="main" type="submit" run={run} testId="enter-code">
					{t.enter}
				</Action>
				<Button look="quiet" onClick={onAgain}>
					{t.again}
				</Button>
			</div>
			<p class="prose meta">{t.notCome}</p>
		</form>
	);
}
