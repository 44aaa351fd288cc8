import { useEffect, useRef } from 'preact/hooks';
import { announce, announceNow } from '../../../app/announcer';
import { alertTitle } from '../../../app/title';
import type { Call, ConsoleBooking } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { staffWords } from '../../../i18n/staff';
import { myCalls } from '../../../state/topics';
import { useBefore } from '../../../ui/before';
import type { Desk } from './desk';

/** What a recruiter hears of whatever they look at: who is rung and how that ends, and who has come. */
export function DeskVoice({ desk }: { readonly desk: Desk }) {
	return (
		<>
			{myCalls.value
				.filter(call => call.booth === desk.booth)
				.map(call => (
					<RingVoice key={call.id} call={call} />
				))}
			{[...desk.topic.table('booking').value.values()].map(booking => (
				<BookingVoice key={booking.id} booking={booking} />
			))}
			<NewcomerVoice desk={desk} />
		</>
	);
}

/** At once: they have pressed the key, or wait beside a desk that calls by itself, for what comes of it. */
function RingVoice({ call }: { readonly call: Call }) {
	const before = useBefore(call.state);
	useEffect(() => {
		const text =
			call.state === 'ringing'
				? staffWords.peek().desk.ringing(call.student_name)
				: before === 'ringing' && outcomeOf(call);
		if (text) announceNow(text);
	}, [call.state]);
	useEffect(() => {
		if (call.state !== 'ringing' || !call.is_extra_minute_used) return;
		announceNow(staffWords.peek().desk.extraMinute(call.student_name));
	}, [call.is_extra_minute_used]);
	return null;
}

function outcomeOf({ state, reason, student_name }: Call): string {
	const t = staffWords.peek().desk.rang;
	if (state !== 'ended') return t.accepted(student_name);
	const isNoTalk = reason === 'no_answer' || reason === 'declined' || reason === 'withdrawn';
	return isNoTalk ? t[reason](student_name) : '';
}

/** Somebody to call for who had nobody: once each time that the line was empty, not for all who follow. */
function NewcomerVoice({ desk }: { readonly desk: Desk }) {
	const { seat, line, passedOver, lineState } = desk;
	const isEmpty = lineState && line.length === 0;
	const wasEmpty = useBefore(isEmpty);
	// Who was told of and still waits: a page that loads anew is gone for a moment, and is no news.
	const told = useRef<number | undefined>(undefined);
	const isThere = [...line, ...passedOver].some(
		({ entry }) => entry.id === told.current && entry.state === 'waiting',
	);
	if (!isThere) told.current = undefined;
	useEffect(() => {
		const first = line[0]?.entry;
		if (!wasEmpty || !first || seat?.state !== 'free' || seat.is_auto) return undefined;
		const text = staffWords.peek().desk.newcomer(first.card.name);
		if (first.id !== told.current) announce(`${text}.`, 'newcomer');
		told.current = first.id;
		return markUnseen(text);
	}, [isEmpty]);
	return null;
}

/** Marks the tab of who looks at another one, until they look at this. */
function markUnseen(text: string): () => void {
	if (!document.hidden) return () => {};
	alertTitle.value = `(!) ${text}`;
	const unmark = () => {
		alertTitle.value = undefined;
		document.removeEventListener('visibilitychange', unmark);
	};
	document.addEventListener('visibilitychange', unmark);
	return unmark;
}

function BookingVoice({ booking }: { readonly booking: ConsoleBooking }) {
	const { id, state, starts_ms, card } = booking;
	const before = useBefore(state);
	useEffect(() => {
		if (before !== 'booked' || state !== 'checked_in') return undefined;
		const text = staffWords.peek().desk.isHere(card.name, dates.peek().time(starts_ms));
		return announce(text, `booking ${id}`);
	}, [state]);
	return null;
}
