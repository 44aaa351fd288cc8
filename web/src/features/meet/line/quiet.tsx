import { useEffect, useState } from 'preact/hooks';
import type { QuietBooth } from '../../../gen/protocol';
import { words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';

/** Often enough to be true, seldom enough for a thousand phones. */
const EVERY_MS = 20_000;
const SHOWN = 3;

/** Where this student could talk now, and why it fits; nothing at all where there is no such booth. */
export function QuietBooths({ fair }: { readonly fair: number }) {
	const t = meetWords.value.quiet;
	const booths = useQuiet(fair);
	if (booths.length === 0) return null;
	return (
		<section class="stack" data-testid="quiet">
			<h2>{t.title}</h2>
			<ul class="stack">
				{booths.map(booth => (
					<li key={booth.id}>
						<a class="booth-row" href={`/stand/${booth.id}`} data-testid="quiet-booth">
							<span class="booth-row-text">
								<strong class="booth-name">{booth.name}</strong>
								<span class="meta">{booth.placement}</span>
								<span class="meta">{t.because(booth.reasons, booth.learn)}</span>
							</span>
							<span class="button" data-look="main">
								{words.value.room.talkNow}
							</span>
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}

function useQuiet(fair: number): readonly QuietBooth[] {
	const [booths, setBooths] = useState<readonly QuietBooth[]>([]);
	useEffect(() => {
		let isCurrent = true;
		const look = async () => {
			if (document.hidden) return;
			const result = await call('booth.quiet', { fair });
			if (isCurrent && result.ok) setBooths(result.value.booths.slice(0, SHOWN));
		};
		void look();
		const timer = setInterval(look, EVERY_MS);
		document.addEventListener('visibilitychange', look);
		return () => {
			isCurrent = false;
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}, [fair]);
	return booths;
}
