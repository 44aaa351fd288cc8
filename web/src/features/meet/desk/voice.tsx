import { useEffect } from 'preact/hooks';
import { announce } from '../../../app/announcer';
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
		</>
	);
}

function RingVoice({ call }: { readonly call: Call }) {
	const before = useBefore(call.state);
	useEffect(() => {
		const text =
			call.state === 'ringing'
				? staffWords.peek().desk.ringing(call.student_name)
				: before === 'ringing' && outcomeOf(call);
		if (text) announce(text, `ring ${call.id}`);
	}, [call.state]);
	useEffect(() => {
		if (call.state !== 'ringing' || !call.is_extra_minute_used) return;
		announce(staffWords.peek().desk.extraMinute(call.student_name), `ring ${call.id}`);
	}, [call.is_extra_minute_used]);
	return null;
}

function outcomeOf({ state, reason, student_name }: Call): string {
	const t = staffWords.peek().desk.rang;
	if (state !== 'ended') return t.accepted(student_name);
	const isNoTalk = reason === 'no_answer' || reason === 'declined' || reason === 'withdrawn';
	return isNoTalk ? t[reason](student_name) : '';
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
