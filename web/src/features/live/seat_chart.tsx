import type { Fair, LivePoint } from '../../gen/protocol';
import { dates, locale } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { sectorNames } from '../../i18n/sectors';
import { serverNowMs } from '../../state/client';
import { paceOf } from './course';
import { type Share, seatsOf } from './seats';

interface Props {
	readonly fair: Fair;
	readonly placed: number;
	readonly shares: readonly Share[];
	readonly points: readonly LivePoint[];
}

/** The target as a hall of seats: each place that was agreed on is one, in the colour of its sector. */
export function SeatChart({ fair, placed, shares, points }: Props) {
	const t = liveWords.value;
	const { time } = dates.value;
	const seats = seatsOf(fair.target, shares);
	const pace = paceOf(points, placed, serverNowMs(), fair.closes_ms);
	return (
		<section class="card stack">
			<div class="section-head">
				<h2>{t.seats}</h2>
				{pace && (
					<p class="meta">
						{t.lastHour(pace.gained, time(pace.fromMs))} ·{' '}
						{t.pace(pace.expected, time(fair.closes_ms))}
					</p>
				)}
			</div>
			<p>
				<span class="placed" data-testid="placed">
					{placed}
				</span>{' '}
				{t.seatsOf(fair.target)}
			</p>
			<svg class="seats" viewBox={`0 0 ${seats.width} ${seats.height}`} aria-hidden="true">
				<path d={seats.empty} />
				{seats.filled.map(({ sector, path }) => (
					<path key={sector} class="seats-filled" data-sector={sector} d={path} />
				))}
			</svg>
			{seats.each > 1 && <p class="meta">{t.each(seats.each)}</p>}
			<ul class="seat-legend">
				{shares.map(share => (
					<li key={share.sector} data-sector={share.sector}>
						<span class="swatch" />
						{sectorNames[share.sector][locale.value]} <b>{share.placed}</b>
					</li>
				))}
			</ul>
		</section>
	);
}
