import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { ByAddress } from '../../features/students/by_address';
import { Welcome } from '../../features/students/welcome';

export const Join: Screen = ({ params }) => <Welcome code={params.code ?? ''} />;

export const Come: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <ByAddress fair={fair} /> : <NotFound />;
};
