import { useEffect, useState } from 'preact/hooks';
import { wordsReady } from '../i18n';

type Lazy<T> =
	| { readonly state: 'coming' }
	| { readonly state: 'here'; readonly value: T }
	| { readonly state: 'failed' };

/** A chunk with its words, fetched once. It fails when the server was updated and the file is no longer there. */
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
			.catch(() => show({ state: 'failed' }));
		return () => {
			isCurrent = false;
		};
	}, [load]);
	return loaded?.load === load ? loaded.result : { state: 'coming' };
}
