import type { Booking } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { myGuest } from '../../doors/guest';

/** Ended, and the student neither talked nor gave it back: they can go on from here. */
export function isLost({ state, is_called_off }: Booking): boolean {
	return is_called_off || state === 'no_show' || state === 'missed_by_employer';
}

/** What became of a booking, and what can be done about it where the fair is not over for them. */
export function endedText(booking: Booking, isOver: boolean): string {
	const t = meetWords.value.slots;
	const { state, is_called_off } = booking;
	const next = state === 'missed_by_employer' ? t.goFirst : t.chooseAnother;
	const text = is_called_off ? t.calledOff : t.states[state];
	const isGone = isOver || myGuest.value?.state === 'sent_away';
	return !isGone && isLost(booking) ? `${text} ${next}` : text;
}
