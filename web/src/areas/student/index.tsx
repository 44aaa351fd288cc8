import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { BoothPage } from './booth_page';

export { Agenda } from '../../features/meet/agenda/agenda';
export { Lines } from '../../features/meet/line/lines';

export const Booth: Screen = ({ params }) => {
	const booth = idOf(params.booth);
	return booth ? <BoothPage id={booth} /> : <NotFound />;
};
