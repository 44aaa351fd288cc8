import { useState } from 'preact/hooks';
import { setupWords } from '../../i18n/setup';
import { Button } from '../../ui/action';

interface Props {
	readonly text: string;
	readonly link: string;
}

/** A link for somebody else, to be copied and handed to them alone. */
export function HandOver({ text, link }: Props) {
	const t = setupWords.value.staff;
	const [isCopied, setCopied] = useState(false);
	const copy = async () => {
		await navigator.clipboard.writeText(link);
		setCopied(true);
	};
	return (
		<div class="stack" role="status">
			<p>{text}</p>
			<p>
				<code class="invite-link" data-testid="invite-link">
					{link}
				</code>
			</p>
			<div class="actions">
				<Button icon="copy" onClick={() => void copy()}>
					{isCopied ? t.copied : t.copy}
				</Button>
			</div>
		</div>
	);
}
