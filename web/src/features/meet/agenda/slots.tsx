import type { SlotView } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { isStudent } from '../../../state/me';
import { second } from '../../../state/time';
import { myBookings, mySlotWaits, type View } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { keptOut } from '../../doors/guest';
import { BookingActions, isLive } from './booking';
import { momentsOf } from './moments';
import { OfferActions, offerText } from './offer';
import './agenda.css';

const SOON_MS = 15 * 60_000;

interface SlotsProps {
	readonly booth: number;
	readonly topic: View<'booth'>;
	readonly isFairOver: boolean;
}

/** A booth's times: one press books, the receipt is the booking itself. */
export function Slots({ booth, topic, isFairOver }: SlotsProps) {
	const t = meetWords.value.slots;
	const mine = myBookings.value.find(one => one.booth === booth && isLive(one));
	const slots = momentsOf(topic.table('slot').value.values(), second.value);
	if (!mine && (slots.length === 0 || isFairOver)) return null;
	return (
		<section class="card stack" data-testid="slots">
			<h2>{t.title}</h2>
			{mine?.state === 'offered' ? (
				<div class="stack" data-testid="offer">
					<p>
						<strong>{offerText(mine)}</strong>
					</p>
					<OfferActions booking={mine} />
				</div>
			) : mine ? (
				<BookingActions booking={mine} others={slots.filter(slot => slot.is_free)} />
			) : (
				<Choose booth={booth} slots={slots} />
			)}
		</section>
	);
}

interface ChooseProps {
	readonly booth: number;
	readonly slots: readonly SlotView[];
}

function Choose({ booth, slots }: ChooseProps) {
	const t = meetWords.value.slots;
	const now = second.value;
	const later = slots.filter(slot => slot.opens_ms > now);
	return (
		<>
			<p>{slots.some(slot => slot.is_free) ? t.text : t.none}</p>
			<ul class="slots">
				{slots
					.filter(slot => slot.opens_ms <= now)
					.map(slot => (
						<li key={slot.id}>
							<Slot slot={slot} />
						</li>
					))}
			</ul>
			{later[0] && <p>{t.opensLater(later.length, dates.value.dayAndTime(later[0].opens_ms))}</p>}
			{isStudent.value && <WaitForTime booth={booth} />}
		</>
	);
}

/** The waiting list: what comes free is offered to one at a time. */
function WaitForTime({ booth }: { readonly booth: number }) {
	const t = meetWords.value.slots;
	const waits = mySlotWaits.value.find(({ id }) => id === booth);
	return (
		<>
			{waits && <p role="status">{t.onList(waits.place)}</p>}
			<Action
				icon={waits ? 'x' : 'bell-ring'}
				run={() => call(waits ? 'slot.unwait' : 'slot.wait', { booth })}
				testId={waits ? 'slot-unwait' : 'slot-wait'}
			>
				{waits ? t.stopWaiting : t.waitForTime}
			</Action>
		</>
	);
}

function Slot({ slot }: { readonly slot: SlotView }) {
	const t = meetWords.value.slots;
	const time = dates.value.time(slot.starts_ms);
	// At the door of a full fair nobody takes what would open it for them: see slot.book.
	const isForInside = keptOut.value === 'not_inside' && slot.starts_ms <= second.value + SOON_MS;
	if (!slot.is_free || !isStudent.value || isForInside) {
		const why = !slot.is_free ? t.taken : isForInside ? t.onceInside : t.free;
		return (
			<p class="slot" data-free={slot.is_free} data-testid="slot" data-slot={slot.id}>
				{time} <span class="meta">{why}</span>
			</p>
		);
	}
	return (
		<div data-testid="slot" data-free="true" data-slot={slot.id}>
			<Action
				run={() => call('slot.book', { slot: slot.id })}
				label={t.bookAt(dates.value.dayAndTime(slot.starts_ms))}
				testId="book"
			>
				{time}
			</Action>
		</div>
	);
}
