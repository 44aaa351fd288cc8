import { useEffect, useState } from 'preact/hooks';
import type { SearchHit } from '../../gen/protocol';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';

/** Long enough for the next letter, too short to be waited for. */
const PAUSE_MS = 180;

export interface Found {
	/** What was asked for; what is found belongs to it. */
	readonly text: string;
	readonly hits: readonly SearchHit[];
	readonly error?: WireError | undefined;
}

/**
 * What a fair has for a text, asked for once nobody types on. What was found before stays on screen until the next
 * answer; an answer to an earlier text that comes late is dropped.
 */
export function useHits(fair: number, text: string): Found | undefined {
	const [found, setFound] = useState<Found>();
	useEffect(() => {
		if (!text) {
			setFound(undefined);
			return;
		}
		let isCurrent = true;
		const timer = setTimeout(async () => {
			const result = await call('search.find', { fair, text });
			if (!isCurrent) return;
			setFound(
				result.ok ? { text, hits: result.value.hits } : { text, hits: [], error: result.error },
			);
		}, PAUSE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [fair, text]);
	return found;
}
