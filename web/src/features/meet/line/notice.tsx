import { computed, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { path } from '../../../app/router';
import type { Booking, Entry, Handover } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { toldWords } from '../../../i18n/told';
import { call } from '../../../state/client';
import { minute } from '../../../state/time';
import { myBookings, myHandovers, myWatches } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';
import { CheckIn, canCheckIn } from '../agenda/check_in';
import { OfferActions, offerText } from '../agenda/offer';
import { lastTalk } from '../call/last_talk';
import { AfterWord } from './after_word';
import { lostEntries } from './lost';
import { standingText } from './ticket';

export function handoverText({ from, booth, recruiter_name, booth_name }: Handover): string {
	const t = meetWords.value.handover;
	return from === booth ? t.back(booth_name) : t.offer(recruiter_name, booth_name);
}

export function checkInText({ booth_name, starts_ms }: Booking): string {
	return toldWords.value.checkIn(booth_name, dates.value.time(starts_ms));
}

/** Time to say that one is there; a minute is near enough, and nobody draws every second. */
export const toCheckIn = computed(() =>
	myBookings.value.filter(booking => canCheckIn(booking, minute.value)),
);

/** Places that ended without a talk and were told of here. */
const TOLD_KEY = 'told-losses';
const toldLosses = signal((sessionStorage.getItem(TOLD_KEY) ?? '').split(',').map(Number));

function told({ id }: Entry): void {
	toldLosses.value = [...toldLosses.value, id];
	sessionStorage.setItem(TOLD_KEY, String(toldLosses.value));
}

/** A number that is gone, for who looks at another page than that of their numbers, which says so too. */
function isUntold({ id }: Entry): boolean {
	return !toldLosses.value.includes(id) && path.value !== '/rijen';
}

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
					<div class="actions">
						<Action
							look="main"
							run={() => call('handover.accept', { handover: handover.id })}
							testId="handover-accept"
						>
							{t.handover.accept}
						</Action>
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
			{lostEntries.value.filter(isUntold).map(entry => (
				<Notice
					key={entry.id}
					text={`${entry.booth_name}: ${standingText(entry, undefined)}`}
					testId="place-lost"
				>
					<div class="actions">
						{path.value !== `/stand/${entry.booth}` && (
							<a class="button" data-look="main" href={`/stand/${entry.booth}`}>
								{t.watch.go}
							</a>
						)}
						<Button onClick={() => told(entry)} testId="place-lost-close">
							{toldWords.value.gotIt}
						</Button>
					</div>
				</Notice>
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

interface Props {
	readonly text: string;
	readonly note?: string;
	readonly testId: string;
	readonly children: ComponentChildren;
}

export function Notice({ text, note, testId, children }: Props) {
	return (
		<aside class="dock" aria-label={meetWords.value.watch.label} data-testid={testId}>
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
