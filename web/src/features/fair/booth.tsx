import { useLazy } from '../../app/lazy';
import type { Placement, Staff } from '../../gen/protocol';
import { dates, words } from '../../i18n';
import { meetWords } from '../../i18n/meet';
import { memo } from '../../ui/memo';
import { Badge, Empty, Face } from '../../ui/state';
import './fair.css';
import './booth.css';

/** The parts of a booth's page that are the employer's. */

interface PlacementsProps {
	readonly fair: number;
	readonly booth: number;
	readonly placements: readonly Placement[];
}

export function Placements({ fair, booth, placements }: PlacementsProps) {
	const t = meetWords.value.booth;
	return (
		<section class="stack" data-testid="placements">
			<h2>{t.placements}</h2>
			{placements.length === 0 && <Empty icon="briefcase">{t.noPlacements}</Empty>}
			{placements.map(placement => (
				<PlacementCard key={placement.id} fair={fair} booth={booth} placement={placement} />
			))}
		</section>
	);
}

interface CardProps {
	readonly fair: number;
	readonly booth: number;
	readonly placement: Placement;
}

const certification = () => import('../programmes/certify');

/** Of MBO alone: nobody is certified for HBO or WO. */
function Certified(props: CardProps) {
	const loaded = useLazy(certification);
	return loaded.state === 'here' ? <loaded.value.Certification {...props} /> : null;
}

const PlacementCard = memo(function PlacementCard({ fair, booth, placement }: CardProps) {
	const t = words.value;
	const isMbo = placement.level.startsWith('mbo');
	const facts = [
		t.levels[placement.level],
		isMbo && t.tracks[placement.track],
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
				<p>
					<a href={`/opleiding/${placement.programme_id}`}>
						{[placement.programme, placement.code].filter(Boolean).join(' · ')}
					</a>
				</p>
			)}
			{placement.programme && isMbo && (
				<Certified fair={fair} booth={booth} placement={placement} />
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
