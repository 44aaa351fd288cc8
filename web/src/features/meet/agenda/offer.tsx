import type { Booking } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { Action } from '../../../ui/action';

/** What is offered and why, in one sentence. */
export function offerText({ offer, booth_name, starts_ms }: Booking): string {
	return meetWords.value.slots.offered[offer ?? 'invited'](
		booth_name,
		dates.value.dayAndTime(starts_ms),
	);
}

/** Yes or no to a time that is kept for a while. */
export function OfferActions({ booking }: { readonly booking: Booking }) {
	const t = meetWords.value.slots;
	const args = { booking: booking.id };
	return (
		<>
			{booking.until_ms && (
				<p class="meta">{t.decideBefore(dates.value.dayAndTime(booking.until_ms))}</p>
			)}
			<div class="actions">
				<Action
					look="main"
					icon="check"
					run={() => call('booking.accept', args)}
					testId="accept-offer"
				>
					{t.accept}
				</Action>
				<Action run={() => call('booking.cancel', args)} testId="decline-offer">
					{t.decline}
				</Action>
			</div>
		</>
	);
}
