import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { ConsolePage } from './console';

export const Console: Screen = ({ params }) => {
	const booth = idOf(params.booth);
	return booth ? <ConsolePage id={booth} /> : <NotFound />;
};
