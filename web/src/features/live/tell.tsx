import { useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import { liveWords } from '../../i18n/live';
import { call } from '../../state/client';
import { Action } from '../../ui/action';
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
					<Action
						look="main"
						type="submit"
						icon="send"
						run={() => call('booth.tell', { booth, text })}
						onDone={onClose}
						testId="tell-send"
					>
						{t.send}
					</Action>
				</div>
			</form>
		</Dialog>
	);
}
