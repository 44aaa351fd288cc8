import { NotFound, NotYours } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { useWalk } from '../../features/fair/walked';
import { GroupsPage } from '../../features/students/groups';
import { Poster } from '../../features/students/poster';
import { isKnown, me } from '../../state/client';

/** Links for students: of a fair's organisers, and of coordinators for their own school. */
export const Groups: Screen = ({ params }) => {
	const fair = idOf(params.fair);
	const group = idOf(params.group);
	useWalk(fair);
	if (!isKnown.value) return null;
	if (!fair || (params.group && !group)) return <NotFound />;
	const mayMake = me.value?.participations.some(
		at => at.fair === fair && (at.role === 'organiser' || at.role === 'coordinator'),
	);
	if (!mayMake) return <NotYours />;
	return group ? <Poster fair={fair} group={group} /> : <GroupsPage fair={fair} />;
};
