import { Loaded, NotFound } from '../../app/outlet';
import { match, pattern } from '../../app/router';
import type { Route, Screen } from '../../app/routes';
import { SignIn as SignInPage } from '../../features/account/sign_in';

/** What lies below /in: most come here to sign in, and some to ask whether they may come at all. */
const pages = [
	pattern<Screen>('/', SignInPage),
	pattern<Screen>('/meedoen/:fair', ({ params }) => <Loaded route={ask} params={params} />),
];
const ask: Route = { area: () => import('./ask'), screen: 'Ask' };

export const SignIn: Screen = ({ params }) => {
	const found = match(pages, `/${params['*'] ?? ''}`);
	return found ? <found.target params={found.params} /> : <NotFound />;
};
