import { words } from '../../i18n';
import { cardWords } from '../../i18n/card';
import { myCards } from '../../state/topics';
import { isEmptyCard } from './card_pages';

/** In the lobby, for who has no card yet: an employer who knows nothing of them cannot prepare. */
export function CardHint({ fair }: { readonly fair: number }) {
	const t = cardWords.value;
	const card = myCards.value.find(({ id }) => id === fair);
	if (!card || !isEmptyCard(card)) return null;
	return (
		<section class="card stack" aria-label={words.value.shell.card} data-testid="card-hint">
			<p>{t.startText}</p>
			<p>
				<a class="button" data-look="main" href="/kaart/opleiding" data-testid="start-card">
					{t.start}
				</a>
			</p>
		</section>
	);
}
