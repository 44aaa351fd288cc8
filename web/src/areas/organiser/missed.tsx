import { dates } from '../../i18n';
import { boardWords } from '../../i18n/board';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Failure } from '../../ui/action';
import { Badge } from '../../ui/state';

const EVERY_MS = 30_000;

/** Employers who did not come to a booking: somebody has to call them now. Nothing where all came. */
export function Missed({ fair, news }: { readonly fair: number; readonly news: string }) {
	const t = boardWords.value.notThere;
	const { value, error } = useAsked(() => call('booking.missed', { fair }), EVERY_MS, fair, news);
	if (!value || value.bookings.length === 0) return <Failure error={error} />;
	return (
		<section class="card stack" data-testid="missed-bookings">
			<h2>{t.title}</h2>
			<Failure error={error} />
			<ul class="stack">
				{value.bookings.map(({ id, booth, booth_name, student_name, starts_ms }) => (
					<li key={id}>
						<Badge tone="error" icon="circle-alert">
							<a href={`/stand/${booth}`}>{booth_name}</a>
						</Badge>
						<p class="meta">{t.who(student_name, dates.value.dayAndTime(starts_ms))}</p>
					</li>
				))}
			</ul>
		</section>
	);
}
