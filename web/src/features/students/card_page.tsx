import type { ComponentType } from 'preact';
import { navigate } from '../../app/router';
import type { MyCard } from '../../gen/protocol';
import { words } from '../../i18n';
import { cardWords } from '../../i18n/card';
import { Action, Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { CARD_PAGES, type CardPage, pagePath, pathAfter } from './card_pages';
import { About, Area, LookingFor, Period, type QuestionProps, Skills, Study } from './questions';
import { useSaving } from './save';

const questions: Readonly<Record<CardPage, ComponentType<QuestionProps>>> = {
	opleiding: Study,
	kunnen: Skills,
	zoek: LookingFor,
	waar: Area,
	wanneer: Period,
	jij: About,
};

interface Props {
	readonly card: MyCard;
	readonly page: CardPage;
}

/** One question of a card. "Later" leads away, and loses nothing. */
export function CardQuestion({ card, page }: Props) {
	const t = cardWords.value;
	const saving = useSaving(card.id);
	const at = CARD_PAGES.indexOf(page);
	const before = CARD_PAGES[at - 1];
	const Question = questions[page];
	return (
		<Page
			title={t.pages[page].title}
			aside={<p class="meta">{t.of(at + 1, CARD_PAGES.length)}</p>}
			testId={`card-${page}`}
		>
			<Question card={card} saving={saving} />
			<Failure error={saving.error} />
			<p class="meta" role="status" data-testid="card-saved">
				{saving.isSaved && t.saved}
			</p>
			<div class="card-page-actions">
				<Action
					look="main"
					isLarge
					run={saving.flush}
					onDone={() => navigate(pathAfter(page))}
					testId="card-next"
				>
					{at + 1 < CARD_PAGES.length ? t.next : t.done}
				</Action>
				{before && (
					<a class="button" data-large="true" href={pagePath(before)}>
						{t.back}
					</a>
				)}
				<a class="button" data-look="quiet" data-large="true" href="/" data-testid="card-later">
					{t.later}
					<span class="visually-hidden">: {words.value.shell.fair}</span>
				</a>
			</div>
		</Page>
	);
}
