import { useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import { words } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

interface Props {
	readonly booth: number;
	readonly name: string;
	readonly text: string;
	readonly onClose: () => void;
}

/** A few words to who works at a booth. They begin with what is the matter, and can be changed. */
export function Tell({ booth, name, text: begin, onClose }: Props) {
	const t = liveWords.value.write;
	const [text, setText] = useState(begin);
	const [isMailed, setMailed] = useState(false);
	const tell = async () => {
		const result = await call('booth.tell', { booth, text });
		if (result.ok && result.value.is_mailed) setMailed(true);
		else if (result.ok) onClose();
		return result;
	};
	if (isMailed) {
		return (
			<Dialog title={t.title(name)} onClose={onClose} testId="tell-dialog">
				<p role="status" data-testid="tell-mailed">
					{t.mailed}
				</p>
				<div class="actions">
					<Button onClick={onClose}>{words.value.shell.close}</Button>
				</div>
			</Dialog>
		);
	}
	return (
		<Dialog title={t.title(name)} onClose={onClose} testId="tell-dialog">
			<form class="stack" onSubmit={event => event.preventDefault()}>
				<TextField
					label={t.label}
					rows={3}
					value={text}
					maxLength={longest['booth.tell'].text}
					onChange={setText}
					testId="tell-text"
				/>
				<div class="actions">
					<Action look="main" type="submit" icon="send" run={tell} testId="tell-send">
						{t.send}
					</Action>
				</div>
			</form>
		</Dialog>
	);
}
