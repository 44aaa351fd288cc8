import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { useWalk } from '../../features/fair/walked';
import { StudentsPage } from './students';

export const Students: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	useWalk(fair);
	return fair ? <StudentsPage fair={fair} /> : <NotFound />;
};
