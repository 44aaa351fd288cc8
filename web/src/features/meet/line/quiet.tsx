import { words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { useAsked } from '../../../state/asked';
import { call } from '../../../state/client';
import '../../fair/fair.css';

/** Often enough to be true, seldom enough for a thousand phones. */
const EVERY_MS = 20_000;
const SHOWN = 3;

interface Props {
	readonly fair: number;
	readonly most?: number;
	/** In the place of the title of a section of its own: a sentence in somebody else's. */
	readonly intro?: string;
}

/** Where this student could talk now, and why it fits; nothing at all where there is no such booth. */
export function QuietBooths({ fair, most = SHOWN, intro }: Props) {
	const t = meetWords.value.quiet;
	const asked = useAsked(() => call('booth.quiet', { fair }), EVERY_MS, fair);
	const booths = asked.value?.booths.slice(0, most) ?? [];
	if (booths.length === 0) return null;
	return (
		<section class="stack" data-testid="quiet">
			{intro ? <p>{intro}</p> : <h2>{t.title}</h2>}
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
