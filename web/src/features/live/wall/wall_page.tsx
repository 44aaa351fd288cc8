import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fair, RoomSums } from '../../../gen/protocol';
import { dates, named } from '../../../i18n';
import { wallWords } from '../../../i18n/wall';
import { line } from '../../../state/client';
import { minute } from '../../../state/time';
import { useTopic } from '../../../state/topics';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Empty, Pending } from '../../../ui/state';

import { textOf } from '../../announcements/text';
import { Qr } from '../../students/qr';
import { Boxes } from './boxes';
import { type Called, calledBefore, calledNow } from './called';
import { reloadAfterRelease, speakAsAddressed, stayAwake, stayDark } from './stay';
import '../../fair/fair.css';
import './wall.css';

const SHOWN_BEFORE = 5;
/** What stands well in one column, and what there is room for. */
const FEW = 4;
const SHOWN_NOW = 12;

/** So that all rooms are on the wall without scrolling. */
const columnsOf = (rooms: number): number => (rooms > 20 ? 5 : rooms > 12 ? 4 : rooms > 6 ? 3 : 2);

/** A picture for a whole hall: it asks nothing, says no names, and stays when the line is lost. */
export function WallPage({ id }: { readonly id: number }) {
	const topic = useTopic('wall', id);
	const wall = topic.table('wall').value.get(id);
	const fair = useTopic('fair', wall?.fair)
		?.table('fair')
		.value.get(wall?.fair ?? 0);
	const rooms = [...(useTopic('fair', wall?.fair)?.table('room').value.values() ?? [])];
	const now = calledNow(topic.table('call').value.values());
	const before = useBefore(now);
	useEffect(speakAsAddressed, []);
	useEffect(stayDark, []);
	useEffect(stayAwake, []);
	useEffect(reloadAfterRelease, []);
	if (!wall || !fair) {
		const isGone = topic.refusal.value?.code === 'not_found' || (topic.isReady.value && !wall);
		return (
			<Page title={wallWords.value.title}>
				{isGone ? <Empty icon="monitor">{wallWords.value.gone}</Empty> : <Pending of={topic} />}
			</Page>
		);
	}
	return (
		<div class="wall" data-testid="wall">
			<Head fair={fair} />
			<Numbers now={now} before={before} rooms={rooms} />
			<Floor rooms={rooms.sort((a, b) => a.position - b.position)} isOpen={fair.state === 'open'} />
			<Join fair={fair} />
		</div>
	);
}

/** What is no longer called is kept for a while. */
function useBefore(now: readonly Called[]): readonly Called[] {
	const were = useRef<readonly Called[]>([]);
	const [before, setBefore] = useState<readonly Called[]>([]);
	const key = now.map(one => one.key).join();
	useEffect(() => {
		setBefore(calledBefore(before, were.current, now, SHOWN_BEFORE));
		were.current = now;
	}, [key]);
	return before;
}

function Head({ fair }: { readonly fair: Fair }) {
	const t = wallWords.value;
	const { time, dayAndTime } = dates.value;
	return (
		<header class="wall-head">
			<h1>{fair.name}</h1>
			<p>
				{fair.state === 'open' &&
					(minute.value < fair.closes_ms ? t.until(time(fair.closes_ms)) : t.ending)}
				{fair.state === 'planned' && t.opens(dayAndTime(fair.opens_ms))}
				{fair.state === 'closed' && t.over}
			</p>
			<Told fair={fair.id} />
			<p role="status" class="wall-lost" data-testid="wall-lost">
				{!line.value.isUp && (
					<>
						<Icon name="wifi-off" /> {t.lost}
					</>
				)}
			</p>
		</header>
	);
}

/** What is told to everybody: the newest of it, as who has no screen of their own reads it here. */
function Told({ fair }: { readonly fair: number }) {
	const told = [...useTopic('notices', fair).table('announcement').value.values()];
	const newest = told
		.filter(({ audience, room }) => audience === 'everybody' && room === undefined)
		.sort((a, b) => b.id - a.id)[0];
	if (!newest) return null;
	return (
		<p class="wall-told" data-testid="wall-told">
			<Icon name="megaphone" /> {textOf(newest)}
		</p>
	);
}

interface NumbersProps {
	readonly now: readonly Called[];
	readonly before: readonly Called[];
	readonly rooms: readonly RoomSums[];
}

function Numbers({ now, before, rooms }: NumbersProps) {
	const t = wallWords.value;
	const room = (id: number) => rooms.find(one => one.id === id);
	const names = (one: Called) => {
		const at = room(one.room);
		return at ? named(at) : '';
	};
	return (
		<section class="wall-numbers">
			<h2>{t.called}</h2>
			{now.length === 0 && <p class="wall-quiet">{t.nobody}</p>}
			<ul data-many={now.length > FEW}>
				{now.slice(0, SHOWN_NOW).map(one => (
					<li key={one.key} class="wall-ticket" data-testid="wall-call">
						<span class="wall-number">{one.number}</span>
						<span>
							<strong>{one.booth}</strong>
							<span>{names(one)}</span>
						</span>
					</li>
				))}
			</ul>
			{before.length > 0 && (
				<>
					<h3>{t.calledBefore}</h3>
					<ul class="wall-before">
						{before.map(one => (
							<li key={one.key} data-sector={room(one.room)?.sector}>
								<b>{one.number}</b> {one.booth}
							</li>
						))}
					</ul>
				</>
			)}
		</section>
	);
}

function Floor({
	rooms,
	isOpen,
}: {
	readonly rooms: readonly RoomSums[];
	readonly isOpen: boolean;
}) {
	const t = wallWords.value;
	return (
		<section class="wall-floor">
			<ul data-columns={columnsOf(rooms.length)}>
				{rooms.map(room => (
					<li key={room.id} data-sector={room.sector} data-testid="wall-room">
						<h2>{named(room)}</h2>
						<Boxes all={room.booths} full={isOpen ? room.free : 0} />
						<p>
							{isOpen && t.free(room.free, room.booths)}
							{room.waiting > 0 && <span>{t.waiting(room.waiting)}</span>}
						</p>
					</li>
				))}
			</ul>
			{isOpen && <p class="wall-quiet">{t.legend}</p>}
		</section>
	);
}

function Join({ fair }: { readonly fair: Fair }) {
	const t = wallWords.value;
	return (
		<footer class="wall-foot">
			<div>
				<p>
					<span class="wall-placed" data-testid="wall-placed">
						{fair.placed}
					</span>{' '}
					{t.seats(fair.target)}
				</p>
				<progress
					max={Math.max(1, fair.target)}
					value={fair.placed}
					aria-label={t.seats(fair.target)}
				/>
			</div>
			<div class="wall-join">
				<p>
					{t.scan}
					<br />
					<b>{`${location.host}/beurs/${fair.id}`}</b>
				</p>
				<Qr text={`${location.origin}/beurs/${fair.id}`} label={t.scan} />
			</div>
		</footer>
	);
}
