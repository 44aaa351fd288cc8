import { Loaded } from '../../app/outlet';
import type { Route, Screen } from '../../app/routes';

/** What the picture is made of is asked for from here: named on the first load, everybody would pay for it. */
const route: Route = { area: () => import('./wall'), screen: 'Wall' };

export const Wall: Screen = ({ params }) => <Loaded route={route} params={params} />;
