import { Loaded, NotFound, NotYours } from '../../app/outlet';
import { idOf, match, type Params, pattern } from '../../app/router';
import type { Route, Screen } from '../../app/routes';
import { useWalk } from '../../features/fair/walked';
import { isKnown, me } from '../../state/client';
import { FairPage } from './fair_page';
import { FairList } from './fairs';

/** Employers and lists come with a chunk of their own: most visits are about something else. */
const area = () => import('./employers');
const employers = (screen: string): Route => ({ area, screen });
const results: Route = { area: () => import('./results'), screen: 'Results' };

const log = () => import('./log');
/** Long done when the doors open. */
const make = () => import('./make');

/** What lies below /beheer. Which pages that are, only an organiser's browser need know. */
const pages = [
	pattern('/', () => <FairList />),
	pattern('/nieuw', () => <Loaded route={{ area: make, screen: 'New' }} params={{}} />),
	pattern('/logboek', () => <OfServer />),
	pattern('/:fair', ({ fair }: Params) => <OfFair fair={fair} />),
	pattern('/:fair/bedrijven', ({ fair }: Params) => (
		<OfFair fair={fair} route={employers('Employers')} />
	)),
	pattern('/:fair/bedrijven/inlezen', ({ fair }: Params) => (
		<OfFair fair={fair} route={employers('ReadEmployers')} />
	)),
	pattern('/:fair/studenten/inlezen', ({ fair }: Params) => (
		<OfFair fair={fair} route={employers('ReadStudents')} />
	)),
	pattern('/:fair/logboek', ({ fair }: Params) => (
		<OfFair fair={fair} route={{ area: log, screen: 'FairLog' }} />
	)),
	pattern('/:fair/verslag', ({ fair }: Params) => <OfFair fair={fair} route={results} />),
	pattern('/:fair/opzetten/:step', ({ fair, step = '' }: Params) => (
		<OfFair fair={fair} step={step} route={{ area: make, screen: 'Steps' }} />
	)),
];

export const Manage: Screen = ({ params }) => {
	if (!isKnown.value) return null;
	const runsOne = me.value?.participations.some(({ role }) => role === 'organiser');
	if (!runsOne && !me.value?.is_admin) return <NotYours />;
	const found = match(pages, `/${params['*'] ?? ''}`);
	return found ? found.target(found.params) : <NotFound />;
};

function OfServer() {
	if (!me.value?.is_admin) return <NotYours />;
	return <Loaded route={{ area: log, screen: 'ServerLog' }} params={{}} />;
}

interface OfFairProps {
	readonly fair: string | undefined;
	readonly step?: string;
	readonly route?: Route;
}

function OfFair({ fair, step, route }: OfFairProps) {
	const id = idOf(fair);
	useWalk(id);
	if (!id) return <NotFound />;
	const isMine = me.value?.participations.some(
		({ fair: at, role }) => at === id && role === 'organiser',
	);
	if (!isMine) return <NotYours />;
	if (!route) return <FairPage id={id} />;
	return <Loaded route={route} params={{ fair: String(id), ...(step && { step }) }} />;
}
