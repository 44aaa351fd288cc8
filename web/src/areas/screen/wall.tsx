import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { WallPage } from '../../features/live/wall/wall_page';

export const Wall: Screen = ({ params: { wall } }) => {
	const id = idOf(wall);
	return id ? <WallPage id={id} /> : <NotFound />;
};
