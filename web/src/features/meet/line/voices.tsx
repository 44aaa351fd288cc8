import { useEffect } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import type { Entry, EntryState, Lead } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { toldWords } from '../../../i18n/told';
import { myEntries, myLeads } from '../../../state/topics';
import { useBefore } from '../../../ui/before';
import { activeEntries, usePlace } from './entry';
import { standingText } from './ticket';

/** What a student hears of, on whatever screen they are: what happens, not what they find there. */
export function Voices() {
	return (
		<>
			{activeEntries.value.map(entry => (
				<PlaceVoice key={entry.id} entry={entry} />
			))}
			{myEntries.value.map(entry => (
				<LossVoice key={entry.id} entry={entry} />
			))}
			{myLeads.value.map(lead => (
				<AnswerVoice key={lead.id} lead={lead} />
			))}
		</>
	);
}

/** Says a place when it is near; far away, every step would be chatter. */
function PlaceVoice({ entry }: { readonly entry: Entry }) {
	const place = usePlace(entry)?.place;
	const before = useBefore(place);
	useEffect(() => {
		if (!place || place > 3 || before === undefined) return undefined;
		const t = toldWords.peek();
		const text = place === 1 ? t.next(entry.booth_name) : t.place(entry.booth_name, place - 1);
		return announce(text, `place ${entry.id}`);
	}, [place]);
	return null;
}

const lost: ReadonlySet<EntryState> = new Set(['suspended', 'missed', 'removed', 'closed']);

/** Put back, made to sit out, or out of the line. */
function LossVoice({ entry }: { readonly entry: Entry }) {
	const { state, misses } = entry;
	const before = useBefore(entry);
	useEffect(() => {
		if (!before) return undefined;
		const isPutBack = state === 'waiting' && misses > before.misses;
		const text = isPutBack
			? meetWords.peek().line.putBack
			: lost.has(state) && standingText(entry, undefined);
		return text ? announce(`${entry.booth_name}: ${text}`, `loss ${entry.id}`) : undefined;
	}, [state, misses]);
	return null;
}

function AnswerVoice({ lead }: { readonly lead: Lead }) {
	const { answer, booth_name } = lead;
	const before = useBefore(lead);
	useEffect(() => {
		if (!before || !answer) return;
		const text = meetWords.peek().agenda.answer[answer];
		announce(toldWords.peek().answer(booth_name, text), `answer ${lead.id}`);
	}, [answer]);
	return null;
}
