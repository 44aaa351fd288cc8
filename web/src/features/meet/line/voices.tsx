import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import type { Entry } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { activeEntries, usePlace } from './entry';

/** What a student hears of, on whatever screen they are. */
export function Voices() {
	return (
		<>
			{activeEntries.value.map(entry => (
				<PlaceVoice key={entry.id} entry={entry} />
			))}
		</>
	);
}

/** Says a place when it is near; far away, every step would be chatter. */
function PlaceVoice({ entry }: { readonly entry: Entry }) {
	const place = usePlace(entry)?.place;
	const said = useRef<number | undefined>(undefined);
	useEffect(() => {
		const before = said.current;
		said.current = place;
		if (!place || place > 3 || before === undefined || before === place) return undefined;
		const t = meetWords.peek().line;
		const text = place === 1 ? t.almost(entry.booth_name) : t.place(entry.booth_name, place - 1);
		return announce(text, `place ${entry.id}`);
	}, [place]);
	return null;
}
