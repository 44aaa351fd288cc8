import { NotFound } from '../../app/outlet';
import type { Screen } from '../../app/routes';
import { CardQuestion } from '../../features/students/card_page';
import { CARD_PAGES, type CardPage } from '../../features/students/card_pages';
import { CardView } from '../../features/students/card_view';
import { cardWords } from '../../i18n/card';
import { myFair } from '../../state/me';
import { isMineReady, myCards } from '../../state/topics';
import { Page } from '../../ui/page';

export const Card: Screen = ({ params }) => {
	const card = myCards.value.find(({ id }) => id === myFair.value);
	const page = CARD_PAGES.find(one => one === params.page) as CardPage | undefined;
	if ((params.page && !page) || (isMineReady.value && !card)) return <NotFound />;
	if (!card) return <Page title={cardWords.value.title}>{null}</Page>;
	return page ? <CardQuestion key={page} card={card} page={page} /> : <CardView card={card} />;
};
