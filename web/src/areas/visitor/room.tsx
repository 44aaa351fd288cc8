import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { Room as RoomView } from '../../features/fair/room';

export const Room: Screen = ({ params }) => {
	const room = idOf(params.room);
	return room ? <RoomView room={room} /> : <NotFound />;
};
