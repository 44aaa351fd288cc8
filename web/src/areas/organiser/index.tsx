import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { FairPage } from './fair_page';

export const Fair: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <FairPage id={fair} /> : <NotFound />;
};
