import type { LivePoint } from '../../gen/protocol';
import { dates } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { lineOf, topOf } from './course';

interface Props {
	readonly points: readonly LivePoint[];
	readonly waiting: number;
	readonly talking: number;
}

/** Who waits and who talks, from the doors until now. */
export function LineChart({ points, waiting, talking }: Props) {
	const t = liveWords.value;
	const { time } = dates.value;
	const [first, last] = [points[0], points.at(-1)];
	const top = topOf(points);
	return (
		<section class="stack">
			<h2>{t.course}</h2>
			<ul class="seat-legend">
				<li data-line="waiting">
					<span class="swatch" />
					{t.waiting(waiting)}
				</li>
				<li data-line="talking">
					<span class="swatch" />
					{t.talking(talking)}
				</li>
			</ul>
			{first && last && points.length > 1 ? (
				<div
					class="course"
					role="img"
					aria-label={t.courseLabel(waiting, talking)}
					data-testid="course"
				>
					<div class="course-scale">
						<span>{top}</span>
						<span>{top / 2}</span>
						<span>0</span>
					</div>
					<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
						<path class="course-grid" d="M0 0H100M0 50H100M0 100H100" />
						<polyline data-line="waiting" points={lineOf(points, one => one.waiting, top)} />
						<polyline data-line="talking" points={lineOf(points, one => one.talking, top)} />
					</svg>
					<div class="course-times">
						<span>{time(first.id)}</span>
						<span>{time(last.id)}</span>
					</div>
				</div>
			) : (
				<p class="meta">{t.noCourse}</p>
			)}
		</section>
	);
}
