import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { AskPage } from '../../features/exhibitor/ask_page';

export const Ask: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <AskPage fair={fair} /> : <NotFound />;
};
