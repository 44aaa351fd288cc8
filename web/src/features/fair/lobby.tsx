import { useLazy } from '../../app/lazy';
import type { Fair, FairState, RoomSums } from '../../gen/protocol';
import { dates, words } from '../../i18n';
import { isKnown, me } from '../../state/client';
import { isStudent } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Page } from '../../ui/page';
import { Badge, Empty, Pending } from '../../ui/state';
import { Hall } from './hall';
import type { LaterProps } from './later';
import { useWalk } from './walked';
import './fair.css';

/** The fair's floor: halls, not booths. Two hundred live rows cost a cheap phone its breath. */
export function Lobby({ fair: id }: { readonly fair: number }) {
	const t = words.value.fair;
	const topic = useTopic('fair', id);
	useWalk(id);
	const fair = topic.table('fair').value.get(id);
	const texts = topic.table('texts').value.get(id);
	const rooms = [...topic.table('room').value.values()].sort((a, b) => a.position - b.position);
	if (!fair) {
		return (
			<Page title={words.value.shell.fair}>
				<Pending of={topic} />
			</Page>
		);
	}
	return (
		<Page title={fair.name} aside={<Hours fair={fair} />} testId="lobby">
			{isKnown.value && !me.value && (
				<p>
					<Badge icon="info" tone="info">
						{t.readOnly}
					</Badge>
				</p>
			)}
			{isKnown.value && !me.value && fair.state !== 'closed' && (
				<p>
					<a class="button" href={`/meedoen/${id}`} data-testid="come">
						{t.come}
					</a>
				</p>
			)}
			{fair.state !== 'open' && (
				<Empty icon="clock">
					{fair.state === 'planned' ? t.notYet : fair.is_called_off ? t.calledOff : t.over}
				</Empty>
			)}
			{fair.state !== 'closed' && isStudent.value && (
				<Later fair={id} isOpen={fair.state === 'open'} />
			)}
			<Later fair={id} finds />
			<Floor rooms={rooms} state={fair.state} />
			{texts && <Later fair={id} texts={texts} />}
		</Page>
	);
}

/** Not on the first load: the floor comes first. */
const later = () => import('./later');

function Later(props: LaterProps) {
	const loaded = useLazy(later);
	if (loaded.state === 'here') return <loaded.value.Around {...props} />;
	// Its place is kept, so that nothing moves away under a finger.
	return props.finds ? <div class="finder" /> : null;
}

function Hours({ fair }: { readonly fair: Fair }) {
	const t = words.value.fair;
	const { time, dayAndTime } = dates.value;
	return (
		<p class="meta" data-testid="fair-state" data-state={fair.state}>
			{fair.state === 'open' && t.closesAt(time(fair.closes_ms))}
			{fair.state === 'planned' && t.opensAt(dayAndTime(fair.opens_ms))}
			{fair.state === 'closed' && (fair.is_called_off ? t.calledOff : t.isClosed)}
		</p>
	);
}

interface FloorProps {
	readonly rooms: readonly RoomSums[];
	readonly state: FairState;
}

function Floor({ rooms, state }: FloorProps) {
	const t = words.value.fair;
	const isOpen = state === 'open';
	return (
		<section>
			<div class="section-head">
				<h2>{state === 'closed' ? t.rooms : t.chooseRoom}</h2>
				{isOpen && rooms.length > 0 && <p class="meta">{t.legend}</p>}
			</div>
			{rooms.length === 0 ? (
				<Empty icon="map">{t.noRooms}</Empty>
			) : (
				<ul class="floor">
					{rooms.map(room => (
						<li key={room.id}>
							<Hall room={room} isOpen={isOpen} />
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
