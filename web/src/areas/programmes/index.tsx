import { Loaded, NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Route, Screen } from '../../app/routes';

/** What the pages are made of is asked for from here: named on the first load, everybody would pay for it. */
const area = () => import('./pages');
const list: Route = { area, screen: 'List' };
const page: Route = { area, screen: 'Page' };

export const Programmes: Screen = ({ params }) =>
	idOf(params.fair) ? <Loaded route={list} params={params} /> : <NotFound />;

export const Programme: Screen = ({ params }) =>
	idOf(params.programme) ? <Loaded route={page} params={params} /> : <NotFound />;
