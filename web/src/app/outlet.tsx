import { computed } from '@preact/signals';
import { words } from '../i18n';
import { isKnown, me } from '../state/client';
import { Button } from '../ui/action';
import { Page } from '../ui/page';
import { useLazy } from './lazy';
import { match, type Params, path } from './router';
import { type Route, routes } from './routes';

const found = computed(() => match(routes, path.value));

/** The screen of the present address, or why there is none. */
export function Outlet() {
	const here = found.value;
	return (
		<main id="main" tabIndex={-1}>
			{here ? <Guarded key={path.value} route={here.target} params={here.params} /> : <NotFound />}
		</main>
	);
}

function Guarded({ route, params }: { readonly route: Route; readonly params: Params }) {
	if (!route.roles && !route.isForAdmin) return <Loaded route={route} params={params} />;
	if (!isKnown.value) return <Coming />;
	// At whichever fair: whose an object is, the server says.
	const isTheirs = route.isForAdmin
		? me.value?.is_admin
		: me.value?.participations.some(({ role }) => route.roles?.includes(role));
	return isTheirs ? <Loaded route={route} params={params} /> : <NotYours />;
}

export function NotYours() {
	const { notYours, notYoursText, signInFirst, signInFirstText, signIn } = words.value.shell;
	return me.value ? (
		<Message title={notYours} text={notYoursText} />
	) : (
		<Message title={signInFirst} text={signInFirstText} to="/in" go={signIn} />
	);
}

export function Loaded({ route, params }: { readonly route: Route; readonly params: Params }) {
	const loaded = useLazy(route.area);
	if (loaded.state === 'coming') return <Coming />;
	if (loaded.state === 'failed') return <NewVersion />;
	const Screen = loaded.value[route.screen];
	return Screen ? <Screen params={params} /> : <NotFound />;
}

function Coming() {
	return (
		<div class="page">
			<p class="loading" role="status">
				{words.value.shell.loading}
			</p>
		</div>
	);
}

export function NotFound() {
	const { notFound, notFoundText } = words.value.shell;
	return <Message title={notFound} text={notFoundText} />;
}

interface MessageProps {
	readonly title: string;
	readonly text: string;
	readonly to?: string;
	readonly go?: string;
}

function Message({ title, text, to = '/', go = words.value.shell.home }: MessageProps) {
	return (
		<Page title={title}>
			<p class="prose">{text}</p>
			<p>
				<a href={to}>{go}</a>
			</p>
		</Page>
	);
}

function NewVersion() {
	const { newVersion, reload } = words.value.shell;
	return (
		<Page title={newVersion}>
			<p>
				<Button look="main" onClick={() => location.reload()}>
					{reload}
				</Button>
			</p>
		</Page>
	);
}
