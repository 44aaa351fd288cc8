import { useState } from 'preact/hooks';
import { copyWords } from '../i18n/copy';
import { Button } from './action';

/** Puts a link on the clipboard, and says whether it is there: a browser may refuse. */
export function CopyLink({ link }: { readonly link: string }) {
	const t = copyWords.value;
	const [outcome, setOutcome] = useState<'copied' | 'refused'>();
	const copy = () =>
		navigator.clipboard.writeText(link).then(
			() => setOutcome('copied'),
			() => setOutcome('refused'),
		);
	return (
		<>
			<Button icon="copy" onClick={() => void copy()} testId="copy-link">
				{outcome === 'copied' ? t.copied : t.copy}
			</Button>
			{outcome === 'refused' && <p role="alert">{t.refused}</p>}
		</>
	);
}
