import { useEffect, useState } from 'preact/hooks';
import type { Card, MyCard } from '../../gen/protocol';
import { words } from '../../i18n';
import { cardWords } from '../../i18n/card';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { StudentCard } from '../meet/card/student_card';
import { AddressForm } from './address_form';
import { CARD_PAGES, type CardPage, pagePath } from './card_pages';
import { WayBack } from './way_back';
import './students.css';

/** The whole card: as an employer sees it, what they do not see, and its parts to change. */
export function CardView({ card }: { readonly card: MyCard }) {
	const t = cardWords.value;
	const seen = usePreview(card);
	const fair = useTopic('fair', card.id).table('fair').value.get(card.id);
	return (
		<Page title={t.title} testId="card">
			<p class="prose">{t.text}</p>
			<section class="stack" data-testid="card-seen">
				<h2>{t.seen}</h2>
				{seen && <StudentCard card={seen} />}
			</section>
			<section class="stack" data-testid="card-unseen">
				<h2>{t.unseen}</h2>
				<ul class="bullets">
					{t.unseenList.map(one => (
						<li key={one}>{one}</li>
					))}
				</ul>
				<p class="prose">{t.when}</p>
				{fair?.is_blind && <p class="prose">{t.blind}</p>}
			</section>
			<section class="stack">
				<h2>{t.edit}</h2>
				<ul class="parts">
					{CARD_PAGES.map(page => (
						<Part key={page} card={card} page={page} />
					))}
				</ul>
			</section>
			<p>
				<a class="button" data-look="main" data-large="true" href="/" data-testid="card-to-fair">
					{t.toFair}
				</a>
			</p>
			<WayBack fair={card.id} />
			<AddressForm card={card} />
		</Page>
	);
}

/** What the desk shows is the server's to say, so it is asked for again when something changed. */
function usePreview(card: MyCard): Card | undefined {
	const [seen, setSeen] = useState<Card>();
	useEffect(() => {
		let isCurrent = true;
		void call('card.preview', { fair: card.id }).then(result => {
			if (isCurrent && result.ok) setSeen(result.value.card);
		});
		return () => {
			isCurrent = false;
		};
	}, [card]);
	return seen;
}

interface PartProps {
	readonly card: MyCard;
	readonly page: CardPage;
}

function Part({ card, page }: PartProps) {
	const t = cardWords.value;
	const { part } = t.pages[page];
	return (
		<li class="part">
			<div>
				<strong>{part}</strong>
				<p class="meta">{said(card, page) || t.empty}</p>
			</div>
			<a
				class="button"
				href={pagePath(page)}
				aria-label={t.change(part)}
				data-testid={`change-${page}`}
			>
				<Icon name="pencil" />
			</a>
		</li>
	);
}

function said(card: MyCard, page: CardPage): string {
	switch (page) {
		case 'opleiding':
			return [card.programme_name, card.level && words.value.levels[card.level]]
				.filter(Boolean)
				.join(', ');
		case 'kunnen':
			return card.can.length + card.learn.length > 0
				? cardWords.value.pages.kunnen.counts(card.can.length, card.learn.length)
				: '';
		case 'zoek':
			return card.looking_for;
		case 'waar':
			return card.area;
		case 'wanneer':
			return card.period;
		case 'jij':
			return card.about;
	}
}
