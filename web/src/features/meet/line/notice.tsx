import { computed, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { errorText } from '../../../app/errors';
import { path } from '../../../app/router';
import type { Booking, Entry, Handover } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { toldWords } from '../../../i18n/told';
import { call } from '../../../state/client';
import { minute } from '../../../state/time';
import { myBookings, myCalls, myHandovers, myWatches } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';
import { DoorNotice } from '../../doors/door';
import { isOutside } from '../../doors/guest';
import { useMyFairState } from '../../fair/my_fair';
import { CheckIn, canCheckIn } from '../agenda/check_in';
import { endedText, isLost } from '../agenda/ended';
import { OfferActions, offerText } from '../agenda/offer';
import { lastTalk } from '../call/last_talk';
import { AfterWord } from './after_word';
import { lostEntries } from './lost';
import { standingText } from './ticket';
import { NewsVoice } from './voices';

export function handoverText(handover: Handover): string {
	const { from, booth, recruiter_name, booth_name, until_ms } = handover;
	const t = meetWords.value.handover;
	if (until_ms) return t.ask(recruiter_name, booth_name, dates.value.time(until_ms));
	return from === booth ? t.back(booth_name) : t.offer(recruiter_name, booth_name);
}

export function checkInText({ booth_name, starts_ms }: Booking): string {
	return toldWords.value.checkIn(booth_name, dates.value.time(starts_ms));
}

/** A coordinator's question is for who is inside; a recruiter's offer is a place in line, which opens the door. */
const isKept = ({ until_ms }: Handover) => isOutside.value && until_ms !== undefined;

/** Time to say that one is there; a minute is near enough, and nobody draws every second. */
export const toCheckIn = computed(() =>
	myBookings.value.filter(booking => canCheckIn(booking, minute.value)),
);

/** Places and bookings that ended without a talk and were told of here. No two things share an id. */
const TOLD_KEY = 'told-losses';
const toldLosses = signal((localStorage.getItem(TOLD_KEY) ?? '').split(',').map(Number));

type Loss = Entry | Booking;

function told({ id }: Loss): void {
	toldLosses.value = [...toldLosses.value, id];
	localStorage.setItem(TOLD_KEY, String(toldLosses.value));
}

function isUntold({ id }: Loss): boolean {
	return !toldLosses.value.includes(id);
}

/** After that it is in the agenda, and no news. */
const NEWS_MS = 24 * 3_600_000;

/** Bookings that came to nothing without their student's doing. Who booked there anew, or talked there since, need
 *  not be told. */
const lostBookings = computed(() =>
	myBookings.value.filter(
		booking =>
			isLost(booking) &&
			isUntold(booking) &&
			booking.starts_ms > minute.value - NEWS_MS &&
			!myBookings.value.some(one => one.booth === booking.booth && one.id > booking.id) &&
			!myCalls.value.some(
				({ booth, started_ms = 0 }) => booth === booking.booth && started_ms >= booking.starts_ms,
			),
	),
);

/** What a booth has to say to a student, on every screen until they react. */
export function Notices() {
	const t = meetWords.value;
	const back = myWatches.value.filter(
		({ id, line }) => line === 'open' && path.value !== `/stand/${id}`,
	);
	const isElsewhere = ({ booth }: Booking) =>
		path.value !== `/stand/${booth}` && path.value !== '/agenda';
	const offers = myBookings.value.filter(one => one.state === 'offered' && isElsewhere(one));
	return (
		<>
			<DoorNotice />
			{toCheckIn.value.filter(isElsewhere).map(booking => (
				<Notice key={booking.id} text={checkInText(booking)} testId="check-in-notice">
					<CheckIn booking={booking} />
				</Notice>
			))}
			{offers.map(booking => (
				<Notice key={booking.id} text={offerText(booking)} testId="slot-offer">
					<OfferActions booking={booking} />
				</Notice>
			))}
			{myHandovers.value.map(handover => (
				<Notice
					key={handover.id}
					text={handoverText(handover)}
					note={handover.note}
					testId="handover"
				>
					{isKept(handover) && <p class="meta">{errorText({ code: 'not_inside' })}</p>}
					<div class="actions">
						{!isKept(handover) && (
							<Action
								look="main"
								run={() => call('handover.accept', { handover: handover.id })}
								testId="handover-accept"
							>
								{t.handover.accept}
							</Action>
						)}
						<Action
							run={() => call('handover.decline', { handover: handover.id })}
							testId="handover-decline"
						>
							{t.handover.decline}
						</Action>
					</div>
				</Notice>
			))}
			{lastTalk.value && <AfterWord key={lastTalk.value.id} talk={lastTalk.value} />}
			{/* The page of their numbers says so too. */}
			{path.value !== '/rijen' &&
				lostEntries.value
					.filter(isUntold)
					.map(entry => (
						<LossNotice
							key={entry.id}
							of={entry}
							text={`${entry.booth_name}: ${standingText(entry, undefined)}`}
							hasWay
							testId="place-lost"
						/>
					))}
			{lostBookings.value.map(booking => (
				<LostBooking key={booking.id} booking={booking} />
			))}
			{back.map(({ id, booth_name }) => (
				<Notice key={id} text={t.watch.isBack(booth_name)} testId="back-again">
					<div class="actions">
						<a class="button" data-look="main" href={`/stand/${id}`}>
							{t.watch.go}
						</a>
						<Action run={() => call('booth.unwatch', { booth: id })} testId="back-again-close">
							{t.watch.notNow}
						</Action>
					</div>
				</Notice>
			))}
		</>
	);
}

/** Said on every screen; the agenda shows it by itself. */
function LostBooking({ booking }: { readonly booking: Booking }) {
	const fair = useMyFairState();
	if (!fair) return null;
	const isOver = fair === 'closed';
	const { id, booth_name, starts_ms } = booking;
	const text = `${booth_name}, ${dates.value.dayAndTime(starts_ms)}: ${endedText(booking, isOver)}`;
	return (
		<>
			<NewsVoice text={text} about={`lost booking ${id}`} />
			{path.value !== '/agenda' && (
				<LossNotice of={booking} text={text} hasWay={!isOver} testId="booking-lost" />
			)}
		</>
	);
}

interface LossProps {
	readonly of: Loss;
	readonly text: string;
	readonly hasWay: boolean;
	readonly testId: string;
}

/** What is gone, and the way to where it was. */
function LossNotice({ of, text, hasWay, testId }: LossProps) {
	const booth = `/stand/${of.booth}`;
	return (
		<Notice text={text} testId={testId}>
			<div class="actions">
				{hasWay && path.value !== booth && (
					<a class="button" data-look="main" href={booth}>
						{meetWords.value.watch.go}
					</a>
				)}
				<Button onClick={() => told(of)} testId={`${testId}-close`}>
					{toldWords.value.gotIt}
				</Button>
			</div>
		</Notice>
	);
}

interface Props {
	readonly text: string;
	readonly note?: string;
	readonly testId: string;
	readonly children: ComponentChildren;
}

export function Notice({ text, note, testId, children }: Props) {
	return (
		// Named by what it says: there may be several.
		<aside class="dock" aria-label={text} data-testid={testId}>
			<div class="card stack">
				<p>
					<strong>{text}</strong>
				</p>
				{note && <p>“{note}”</p>}
				{children}
			</div>
		</aside>
	);
}
