import { useEffect, useState } from 'preact/hooks';
import { locale } from '../../i18n';
import { liveWords } from '../../i18n/live';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Button, Failure } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { CopyLink } from '../../ui/copy';
import { Dialog } from '../../ui/dialog';

const languages = [
	{ value: 'nl', text: 'Nederlands' },
	{ value: 'en', text: 'English' },
] as const;

/** The way to the display on the wall. */
export function BigScreen({ fair }: { readonly fair: number }) {
	const t = liveWords.value.screen;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button icon="monitor" onClick={() => setOpen(true)} testId="big-screen">
				{t.title}
			</Button>
			{isOpen && (
				<Dialog title={t.title} onClose={() => setOpen(false)} testId="screen-dialog">
					<Address fair={fair} />
				</Dialog>
			)}
		</>
	);
}

function Address({ fair }: { readonly fair: number }) {
	const t = liveWords.value.screen;
	const [wall, setWall] = useState<number>();
	const [language, setLanguage] = useState(locale.peek());
	const [error, setError] = useState<WireError>();
	const ask = async (isNew: boolean) => {
		const result = await call('wall.show', { fair, is_new: isNew });
		setError(result.ok ? undefined : result.error);
		if (result.ok) setWall(result.value.wall);
	};
	useEffect(() => void ask(false), [fair]);
	const address = wall && `${location.origin}/scherm/${wall}?taal=${language}`;
	return (
		<div class="stack">
			<p>{t.text}</p>
			<Failure error={error} />
			{address && (
				<>
					<Choice
						legend={t.language}
						options={languages}
						value={language}
						onChange={setLanguage}
						testId="screen-language"
					/>
					<p>
						{t.address}: <span class="live-address">{address}</span>
					</p>
					<div class="actions">
						<a
							class="button"
							data-look="main"
							href={address}
							target="_blank"
							rel="noopener"
							data-testid="open-screen"
						>
							{t.open}
						</a>
						<CopyLink key={address} link={address} />
						<Button icon="refresh-cw" onClick={() => void ask(true)} testId="replace-screen">
							{t.replace}
						</Button>
					</div>
					<p class="meta">{t.replaceText}</p>
				</>
			)}
		</div>
	);
}
