import type { Placement, Staff } from '../../gen/protocol';
import { dates, words } from '../../i18n';
import { meetWords } from '../../i18n/meet';
import { memo } from '../../ui/memo';
import { Badge, Empty, Face } from '../../ui/state';
import './fair.css';
import './booth.css';

/** The parts of a booth's page that are the employer's. */

export function Placements({ placements }: { readonly placements: readonly Placement[] }) {
	const t = meetWords.value.booth;
	return (
		<section class="stack" data-testid="placements">
			<h2>{t.placements}</h2>
			{placements.length === 0 && <Empty icon="briefcase">{t.noPlacements}</Empty>}
			{placements.map(placement => (
				<PlacementCard key={placement.id} placement={placement} />
			))}
		</section>
	);
}

const PlacementCard = memo(function PlacementCard({
	placement,
}: {
	readonly placement: Placement;
}) {
	const t = words.value;
	const facts = [
		t.levels[placement.level],
		t.tracks[placement.track],
		placement.period,
		placement.hours > 0 ? meetWords.value.booth.hours(placement.hours) : '',
	];
	return (
		<article class="card stack">
			<div class="section-head placement-head">
				<h3>{placement.title}</h3>
				<Badge icon="briefcase">{t.room.places(placement.places)}</Badge>
			</div>
			<p class="meta">{facts.filter(Boolean).join(' · ')}</p>
			{placement.programme && (
				<p class="meta">{[placement.programme, placement.code].filter(Boolean).join(' · ')}</p>
			)}
			{placement.about && <p class="prose">{placement.about}</p>}
			{placement.processes.length > 0 && (
				<details>
					<summary>{meetWords.value.booth.learn}</summary>
					<ul class="bullets">
						{placement.processes.map(process => (
							<li key={process}>{process}</li>
						))}
					</ul>
				</details>
			)}
		</article>
	);
});

export function StaffPresent({ staff }: { readonly staff: readonly Staff[] }) {
	const t = meetWords.value.booth;
	const present = staff.filter(({ state }) => state !== 'offline');
	return (
		<section class="card stack" data-testid="staff">
			<h2>{t.staff}</h2>
			{present.length === 0 && <p>{t.noStaff}</p>}
			<ul class="stack">
				{present.map(person => (
					<li key={person.id} class="person">
						<Face name={person.name} />
						<div>
							<strong>{person.name}</strong>
							<p class="meta">
								{person.state === 'paused' && person.until_ms
									? t.pausedUntil(dates.value.time(person.until_ms))
									: t.seat[person.state]}
							</p>
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}
