import { useState } from 'preact/hooks';
import type { ConsoleBooking, TeamMember } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { staffWords } from '../../../i18n/staff';
import type { WireError } from '../../../net/wire';
import { call as send, serverNowMs } from '../../../state/client';
import { Failure } from '../../../ui/action';
import { useTeam } from '../leads/team';
import type { Desk } from './desk';
import { whenOf } from './when';
import '../../../ui/field.css';

/** The bookings of the booth; each may be given to a colleague. */
export function Bookings({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const bookings = [...desk.topic.table('booking').value.values()].sort(
		(a, b) => a.starts_ms - b.starts_ms,
	);
	if (bookings.length === 0) return <p class="meta">{t.noBookings}</p>;
	return <Booked booth={desk.booth} bookings={bookings} />;
}

interface BookedProps {
	readonly booth: number;
	readonly bookings: readonly ConsoleBooking[];
}

function Booked({ booth, bookings }: BookedProps) {
	const t = staffWords.value.desk;
	// Whether they are there now or not: it is divided before the fair begins.
	const colleagues = useTeam(booth);
	const next = bookings.find(({ state }) => state === 'booked' || state === 'checked_in');
	return (
		<details data-testid="desk-bookings">
			<summary>
				{next
					? t.nextBooking(whenOf(next.starts_ms, serverNowMs(), dates.value), bookings.length)
					: t.bookings(bookings.length)}
			</summary>
			<ul class="stack">
				{bookings.map(booking => (
					<li key={booking.id} class="booking-line" data-state={booking.state}>
						<strong>{dates.value.time(booking.starts_ms)}</strong>
						<div>
							{booking.card.name}
							<span class="meta"> · {t.bookingStates[booking.state]}</span>
							<Whose booking={booking} colleagues={colleagues} />
						</div>
					</li>
				))}
			</ul>
		</details>
	);
}

interface WhoseProps {
	readonly booking: ConsoleBooking;
	readonly colleagues: readonly TeamMember[];
}

const ANYBODY = '';

function Whose({ booking, colleagues }: WhoseProps) {
	const t = staffWords.value.desk;
	const [error, setError] = useState<WireError>();
	const mayChange = booking.state === 'booked' || booking.state === 'checked_in';
	if (!mayChange || colleagues.length < 2) {
		return booking.recruiter_name ? <p class="meta">{booking.recruiter_name}</p> : null;
	}
	const give = async (to: string) => {
		const recruiter = to === ANYBODY ? {} : { recruiter: Number(to) };
		const result = await send('booking.assign', { booking: booking.id, ...recruiter });
		setError(result.ok ? undefined : result.error);
	};
	return (
		<div class="field">
			<select
				aria-label={t.whose(booking.card.name)}
				value={booking.recruiter ?? ANYBODY}
				data-testid="booking-recruiter"
				onChange={event => void give(event.currentTarget.value)}
			>
				<option value={ANYBODY}>{t.anybody}</option>
				{colleagues.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
			<Failure error={error} />
		</div>
	);
}
