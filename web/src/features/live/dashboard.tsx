import type { ComponentChildren } from 'preact';
import type { Fair, LiveDoors, LivePoint, RoomSums, Sector } from '../../gen/protocol';
import { dates } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { line } from '../../state/client';
import { second } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { Badge, Pending } from '../../ui/state';
import { BigScreen } from './big_screen';
import { Extend } from './extend';
import { LineChart } from './line_chart';
import { LiveRooms, type LiveRow } from './live_rooms';
import { Needs } from './needs';
import { SeatChart } from './seat_chart';
import type { Share } from './seats';
import './live.css';

const STALE_MS = 2_000;

interface Props {
	readonly fair: Fair;
	readonly rooms: readonly RoomSums[];
	readonly onReports: () => void;
	/** What an organiser does, before what takes a phone's whole height to read. */
	readonly children: ComponentChildren;
}

/** The evening as it is now, and what to do about it. */
export function Dashboard({ fair, rooms, onReports, children }: Props) {
	const topic = useTopic('dashboard', fair.id);
	const live = topic.table('room').value;
	const places = topic.table('places').value.get(fair.id);
	const needs = topic.table('needs').value.get(fair.id);
	const doors = topic.table('doors').value.get(fair.id);
	const points = [...topic.table('point').value.values()].sort((a, b) => a.id - b.id);
	if (!places || !needs) {
		return (
			<>
				<Pending of={topic} />
				{children}
			</>
		);
	}
	const placedIn = new Map(places.rooms.map(({ room, placed }) => [room, placed]));
	const rows = rooms.flatMap(room => {
		const now = live.get(room.id);
		return now ? [{ room, live: now, placed: placedIn.get(room.id) ?? 0 }] : [];
	});
	const sum = (of: (row: LiveRow) => number) => rows.reduce((all, row) => all + of(row), 0);
	const waiting = sum(row => row.live.waiting);
	const talking = sum(row => row.live.talking);
	const placed = sum(row => row.placed);
	const sinceMs = staleSince();
	return (
		<div class="live" data-stale={sinceMs !== undefined} data-testid="dashboard">
			<div class="live-head">
				{doors && <Inside doors={doors} />}
				<p class="live-stale" role="status">
					{sinceMs !== undefined && (
						<Badge icon="wifi-off" tone="warn">
							{liveWords.value.asOf(dates.value.time(sinceMs))}
						</Badge>
					)}
				</p>
				<div class="actions">
					<Extend fair={fair} />
					<BigScreen fair={fair.id} />
				</div>
			</div>
			<div class="live-top">
				<SeatChart fair={fair} placed={placed} shares={sharesOf(rows)} points={points} />
				<div class="card stack live-side">
					<Needs fair={fair} needs={needs.needs} onReports={onReports} />
					<LineChart
						points={withNow(points, { id: sinceMs ?? second.value, waiting, talking, placed })}
						waiting={waiting}
						talking={talking}
					/>
				</div>
			</div>
			{children}
			<LiveRooms rows={rows} />
		</div>
	);
}

/** How full it is, and who waits at the door. */
function Inside({ doors: { inside, waiting, most } }: { readonly doors: LiveDoors }) {
	const t = liveWords.value;
	return (
		<p class="live-doors" data-testid="live-doors" data-inside={inside} data-waiting={waiting}>
			<Icon name="users-round" />
			<span>
				{most === undefined ? t.inside(inside) : t.insideOf(inside, most)}
				{waiting > 0 && <strong> · {t.outside(waiting)}</strong>}
			</span>
		</p>
	);
}

/** Since when nothing was heard of it; undefined: it is true. A blip is nobody's business. */
function staleSince(): number | undefined {
	const { isUp, lostAtMs } = line.value;
	if (isUp || lostAtMs === undefined) return undefined;
	// Reading the ticking second makes this look again each second.
	return second.value && Date.now() - lostAtMs >= STALE_MS ? lostAtMs : undefined;
}

/** Rooms of one sector share its colour. */
function sharesOf(rows: readonly LiveRow[]): Share[] {
	const shares = new Map<Sector, number>();
	for (const { room, placed } of rows)
		shares.set(room.sector, (shares.get(room.sector) ?? 0) + placed);
	return [...shares].map(([sector, placed]) => ({ sector, placed }));
}

/** The line ends with this moment, or with the last of which something was heard. */
function withNow(points: readonly LivePoint[], now: LivePoint): readonly LivePoint[] {
	const last = points.at(-1);
	return last && now.id > last.id ? [...points, now] : points;
}
