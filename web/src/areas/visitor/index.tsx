import { useEffect } from 'preact/hooks';
import { Loaded, NotFound } from '../../app/outlet';
import { idOf, navigate } from '../../app/router';
import type { Route, Screen } from '../../app/routes';
import { Lobby } from '../../features/fair/lobby';
import { isKnown, me } from '../../state/client';
import { homePath, participation } from '../../state/me';

/** Who is signed in never sees the landing: it is not on their first load. */
const landing: Route = { area: () => import('../../features/fair/landing'), screen: 'Landing' };

/** The first address: the lobby for a student, their own work for staff, the fairs for a visitor. */
export const Home: Screen = ({ params }) => {
	const to = homePath.value;
	useEffect(() => {
		if (to !== '/') navigate(to, 'replace');
	}, [to]);
	if (!isKnown.value || to !== '/') return null;
	const at = participation.value;
	return me.value && at ? <Lobby fair={at.fair} /> : <Loaded route={landing} params={params} />;
};

export const PublicLobby: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	return fair ? <Lobby fair={fair} /> : <NotFound />;
};
