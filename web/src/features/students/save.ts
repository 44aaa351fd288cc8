import { useEffect, useRef, useState } from 'preact/hooks';
import type { Args, Result, WireError } from '../../net/wire';
import { call } from '../../state/client';

const PAUSE_MS = 800;

export type CardPart = Omit<Args<'card.save'>, 'fair'>;

export interface Saving {
	/** At once: something was chosen. */
	readonly save: (part: CardPart) => Promise<Result<unknown>>;
	/** After a pause, or when the page is left: somebody types. */
	readonly saveSoon: (part: CardPart) => void;
	/** What is typed and not saved yet. */
	readonly flush: () => Promise<Result<unknown>>;
	readonly error: WireError | undefined;
	readonly isSaved: boolean;
}

const both = (before: CardPart | undefined, now: CardPart | undefined): CardPart => ({
	...before,
	...now,
});

const NOTHING: Result<unknown> = { ok: true, value: {} };

/** A card is saved as it is written: nobody presses a button for it, and leaving a page loses nothing. */
export function useSaving(fair: number): Saving {
	const [error, setError] = useState<WireError>();
	const [isSaved, setSaved] = useState(false);
	const waiting = useRef<CardPart | undefined>(undefined);
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const save = async (part: CardPart) => {
		const result = await call('card.save', { fair, ...part });
		setError(result.ok ? undefined : result.error);
		setSaved(result.ok);
		return result;
	};
	const flush = async () => {
		clearTimeout(timer.current);
		const part = waiting.current;
		if (!part) return NOTHING;
		waiting.current = undefined;
		const result = await save(part);
		// What is typed meanwhile is newer; what was not saved waits for the next time.
		if (!result.ok) waiting.current = both(part, waiting.current);
		return result;
	};
	const saveSoon = (part: CardPart) => {
		waiting.current = both(waiting.current, part);
		setSaved(false);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => void flush(), PAUSE_MS);
	};
	useEffect(() => () => void flush(), []);
	return { save, saveSoon, flush, error, isSaved };
}
