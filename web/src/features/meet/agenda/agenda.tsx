import type { Booking } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { isMineReady, myBookings, myLeads, mySlotWaits, myVisits } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { useMyFairState } from '../../fair/my_fair';
import { lastTalk } from '../call/last_talk';
import { talkPath } from '../line/entry';
import { BookingActions, isLive } from './booking';
import { endedText } from './ended';
import { LeadCard } from './lead_card';
import { OfferActions, offerText } from './offer';
import './agenda.css';

/** What is agreed, and what became of every talk. */
export function Agenda() {
	const t = meetWords.value.agenda;
	const fair = useMyFairState();
	const bookings = [...myBookings.value].sort((a, b) => a.starts_ms - b.starts_ms);
	const live = bookings.filter(isLive);
	// What one gave back oneself is no news.
	const past = bookings.filter(
		one => !isLive(one) && (one.state !== 'cancelled' || one.is_called_off),
	);
	const waits = mySlotWaits.value;
	// A line that led to no talk is no news, unless they would like to hear of you.
	const leads = myLeads.value
		.filter(lead => lead.state !== 'queued' || lead.is_shared_by_them)
		.sort((a, b) => (b.spoken_ms ?? b.id) - (a.spoken_ms ?? a.id));
	const newestNo = leads.find(({ answer }) => answer === 'no');
	return (
		<Page title={t.title} testId="agenda">
			<section class="stack">
				<h2>{t.bookings}</h2>
				{isMineReady.value && live.length + past.length + waits.length === 0 && (
					<Empty icon="calendar-check">{fair === 'closed' ? t.hadNoBookings : t.noBookings}</Empty>
				)}
				{live.map(booking => (
					<article key={booking.id} class="card stack">
						<h3>
							<a href={`/stand/${booking.booth}`}>{booking.booth_name}</a>
						</h3>
						{booking.state === 'offered' ? (
							<>
								<p>
									<strong>{offerText(booking)}</strong>
								</p>
								<OfferActions booking={booking} />
							</>
						) : (
							<BookingActions booking={booking} />
						)}
					</article>
				))}
				{waits.map(({ id, booth_name, place }) => (
					<article key={id} class="card stack" data-testid="slot-wait-card">
						<h3>
							<a href={`/stand/${id}`}>{booth_name}</a>
						</h3>
						<p>{meetWords.value.slots.onList(place)}</p>
						<div class="actions">
							<Action run={() => call('slot.unwait', { booth: id })}>
								{meetWords.value.slots.stopWaiting}
							</Action>
						</div>
					</article>
				))}
				{past.map(booking => (
					<PastBooking key={booking.id} booking={booking} isOver={fair === 'closed'} />
				))}
			</section>
			<section class="stack">
				<h2>{t.leads}</h2>
				{talkPath.value ? (
					<p>
						<a href={talkPath.value} data-testid="to-talk">
							{meetWords.value.line.toCall}
						</a>
					</p>
				) : (
					isMineReady.value &&
					leads.length === 0 && <Empty icon="message-circle">{t.noLeads[fair ?? 'open']}</Empty>
				)}
				{lastTalk.value?.is_text_open && (
					<p>
						<a href={`/gesprek/${lastTalk.value.id}`} data-testid="write-on">
							{t.writeOn(lastTalk.value.booth_name)}
						</a>
					</p>
				)}
				{leads.map(lead => (
					<LeadCard key={lead.id} lead={lead} isElsewhereShown={lead === newestNo} />
				))}
			</section>
			<Visits />
		</Page>
	);
}

interface PastProps {
	readonly booking: Booking;
	/** At a fair that is over there is nothing left to do about it. */
	readonly isOver: boolean;
}

function PastBooking({ booking, isOver }: PastProps) {
	return (
		<article class="card" data-testid="past-booking" data-state={booking.state}>
			<h3>
				<a href={`/stand/${booking.booth}`}>{booking.booth_name}</a>
			</h3>
			<p class="meta">{dates.value.dayAndTime(booking.starts_ms)}</p>
			<p>{endedText(booking, isOver)}</p>
		</article>
	);
}

/** Booths that led to nothing yet: where one was, and could go again. */
function Visits() {
	const t = meetWords.value.agenda;
	const known = new Set(myLeads.value.map(({ booth }) => booth));
	const visits = myVisits.value
		.filter(({ id }) => !known.has(id))
		.sort((a, b) => b.last_ms - a.last_ms);
	if (visits.length === 0) return null;
	return (
		<section class="stack" data-testid="visits">
			<h2>{t.visits}</h2>
			<ul class="stack">
				{visits.map(({ id, booth_name, last_ms, has_chatted }) => (
					<li key={id}>
						<a href={`/stand/${id}`}>{booth_name}</a>
						<p class="meta">
							{[dates.value.dayAndTime(last_ms), has_chatted ? t.chatted : '']
								.filter(Boolean)
								.join(' · ')}
						</p>
					</li>
				))}
			</ul>
		</section>
	);
}
