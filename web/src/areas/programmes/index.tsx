import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { ProgrammesPage } from '../../features/programmes/list_page';
import { ProgrammePage } from '../../features/programmes/page';

export const Programmes: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <ProgrammesPage fair={fair} /> : <NotFound />;
};

export const Programme: Screen = ({ params }) => {
	const programme = idOf(params.programme);
	return programme ? <ProgrammePage id={programme} /> : <NotFound />;
};
