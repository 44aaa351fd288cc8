import { useEffect, useState } from 'preact/hooks';
import { wordsReady } from '../i18n';

type Lazy<T> =
	| { readonly state: 'coming' }
	| { readonly state: 'here'; readonly value: T }
	| { readonly state: 'failed' };

/** A chunk with its words, fetched once. Where that fails, the page starts anew. */
export function useLazy<T>(load: () => Promise<T>): Lazy<T> {
	const [loaded, setLoaded] = useState<{ load: () => Promise<T>; result: Lazy<T> }>();
	useEffect(() => {
		let isCurrent = true;
		const show = (result: Lazy<T>) => {
			if (isCurrent) setLoaded({ load, result });
		};
		load()
			.then(async value => {
				await wordsReady();
				show({ state: 'here', value });
			})
			.catch(async () => {
				if (isCurrent && !(await startAnew())) show({ state: 'failed' });
			});
		return () => {
			isCurrent = false;
		};
	}, [load]);
	return loaded?.load === load ? loaded.result : { state: 'coming' };
}

const STARTED = 'stagebeurs.started_anew';
const AGAIN_MS = 30_000;
const ASK_MS = 1_000;

/**
 * A chunk cannot be fetched while the server is away, and is no longer there after an update. A browser
 * remembers that it failed, so the page itself is loaded again, as soon as the server answers: nothing
 * that a reload would lose is kept here. False: that was tried a moment ago, and did not help.
 */
async function startAnew(): Promise<boolean> {
	if (Date.now() - Number(sessionStorage.getItem(STARTED)) < AGAIN_MS) return false;
	while (!(await isServerThere())) await new Promise(resolve => setTimeout(resolve, ASK_MS));
	sessionStorage.setItem(STARTED, String(Date.now()));
	location.reload();
	return true;
}

const isServerThere = (): Promise<boolean> =>
	fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
		({ ok }) => ok,
		() => false,
	);
