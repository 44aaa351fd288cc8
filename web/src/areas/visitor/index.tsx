import { useEffect } from 'preact/hooks';
import { NotFound } from '../../app/outlet';
import { idOf, navigate } from '../../app/router';
import type { Screen } from '../../app/routes';
import { Landing } from '../../features/fair/landing';
import { Lobby } from '../../features/fair/lobby';
import { Room as RoomView } from '../../features/fair/room';
import { isKnown, me } from '../../state/client';
import { homePath, participation } from '../../state/me';

export { SignIn } from '../../features/account/sign_in';

/** The first address: the lobby for a student, their own work for staff, the fairs for a visitor. */
export const Home: Screen = () => {
	const to = homePath.value;
	useEffect(() => {
		if (to !== '/') navigate(to, 'replace');
	}, [to]);
	if (!isKnown.value || to !== '/') return null;
	const at = participation.value;
	return me.value && at ? <Lobby fair={at.fair} /> : <Landing />;
};

export const PublicLobby: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <Lobby fair={fair} /> : <NotFound />;
};

export const Room: Screen = ({ params }) => {
	const room = idOf(params.room);
	return room ? <RoomView room={room} /> : <NotFound />;
};
