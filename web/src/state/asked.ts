import { useEffect, useState } from 'preact/hooks';
import type { Result, WireError } from '../net/wire';

export interface Asked<T> {
	readonly value: T | undefined;
	readonly error: WireError | undefined;
	/** Asks at once: something was done that changes the answer. */
	readonly again: () => void;
}

/**
 * What a read command answers, asked again as long as somebody looks: not in a hidden tab, and at once
 * when it is looked at again, or when there is news of it. The last answer stays while the next one comes,
 * or does not.
 */
export function useAsked<T>(
	ask: () => Promise<Result<T>>,
	everyMs: number,
	key: number,
	news = '',
): Asked<T> {
	const [asked, setAsked] = useState<Omit<Asked<T>, 'again'> & { readonly key: number }>();
	const [times, setTimes] = useState(0);
	// What is asked follows from the key.
	useEffect(() => {
		let isCurrent = true;
		const look = async () => {
			if (document.hidden) return;
			const result = await ask();
			if (!isCurrent) return;
			setAsked(before => ({
				key,
				value: result.ok ? result.value : before?.key === key ? before.value : undefined,
				error: result.ok ? undefined : result.error,
			}));
		};
		void look();
		const timer = setInterval(look, everyMs);
		document.addEventListener('visibilitychange', look);
		return () => {
			isCurrent = false;
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}, [key, everyMs, times, news]);
	const { value, error } = asked?.key === key ? asked : {};
	return { value, error, again: () => setTimes(times + 1) };
}
