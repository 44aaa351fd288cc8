import type { Booking } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { isMineReady, myBookings, myLeads } from '../../../state/topics';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { LeadCard } from './lead_card';
import { BookingActions, isLive } from './slots';
import './agenda.css';

/** What is agreed, and what became of every talk. */
export function Agenda() {
	const t = meetWords.value.agenda;
	const bookings = [...myBookings.value].sort((a, b) => a.starts_ms - b.starts_ms);
	const live = bookings.filter(isLive);
	const past = bookings.filter(one => !isLive(one) && one.state !== 'cancelled');
	// A line that led to no talk is no news, unless they would like to hear of you.
	const leads = myLeads.value
		.filter(lead => lead.state !== 'queued' || lead.is_shared_by_them)
		.sort((a, b) => (b.spoken_ms ?? b.id) - (a.spoken_ms ?? a.id));
	const newestNo = leads.find(({ answer }) => answer === 'no');
	return (
		<Page title={t.title} testId="agenda">
			<section class="stack">
				<h2>{t.bookings}</h2>
				{isMineReady.value && live.length + past.length === 0 && (
					<Empty icon="calendar-check">{t.noBookings}</Empty>
				)}
				{live.map(booking => (
					<article key={booking.id} class="card stack">
						<h3>
							<a href={`/stand/${booking.booth}`}>{booking.booth_name}</a>
						</h3>
						<BookingActions booking={booking} />
					</article>
				))}
				{past.map(booking => (
					<PastBooking key={booking.id} booking={booking} />
				))}
			</section>
			<section class="stack">
				<h2>{t.leads}</h2>
				{isMineReady.value && leads.length === 0 && (
					<Empty icon="message-circle">{t.noLeads}</Empty>
				)}
				{leads.map(lead => (
					<LeadCard key={lead.id} lead={lead} isElsewhereShown={lead === newestNo} />
				))}
			</section>
		</Page>
	);
}

function PastBooking({ booking }: { readonly booking: Booking }) {
	return (
		<article class="card">
			<h3>{booking.booth_name}</h3>
			<p class="meta">{dates.value.dayAndTime(booking.starts_ms)}</p>
			<p>{meetWords.value.slots.states[booking.state]}</p>
		</article>
	);
}
