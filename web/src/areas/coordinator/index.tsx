import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { StudentsPage } from './students';

export const Students: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <StudentsPage fair={fair} /> : <NotFound />;
};
