import type { LiveRoom, RoomSums } from '../../gen/protocol';
import { named } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { minute } from '../../state/time';
import '../../ui/table.css';

const MIND_MS = 15 * 60_000;
const LONG_MS = 25 * 60_000;

const counts = ['booths', 'staffed', 'idle', 'talking', 'waiting'] as const;

export interface LiveRow {
	readonly room: RoomSums;
	readonly live: LiveRoom;
	readonly placed: number;
}

/** Room by room: who is there, who waits, and how long already. */
export function LiveRooms({ rows }: { readonly rows: readonly LiveRow[] }) {
	const t = liveWords.value;
	const total = (of: (row: LiveRow) => number) => rows.reduce((sum, row) => sum + of(row), 0);
	const oldest = rows.flatMap(({ live }) => (live.oldest_ms === undefined ? [] : [live.oldest_ms]));
	return (
		<div class="card">
			<h2 id="rooms">{t.rooms}</h2>
			<table class="live-rooms" aria-labelledby="rooms" data-testid="rooms">
				<thead>
					<tr>
						<th scope="col">{t.room}</th>
						{[...counts, 'longest' as const, 'placed' as const].map(key => (
							<th key={key} scope="col" class="figure">
								{t.columns[key]}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(({ room, live, placed }) => (
						<tr key={room.id} data-sector={room.sector} data-testid="room-sums" data-room={room.id}>
							<th scope="row">
								<a href={`/zaal/${room.id}`}>{named(room)}</a>
							</th>
							{counts.map(key => (
								<Figure key={key} column={key} value={live[key]} />
							))}
							<Longest sinceMs={live.oldest_ms} />
							<Figure column="placed" value={placed} />
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">{t.total}</th>
						{counts.map(key => (
							<Figure key={key} column={key} value={total(({ live }) => live[key])} />
						))}
						<Longest sinceMs={oldest.length > 0 ? Math.min(...oldest) : undefined} />
						<Figure column="placed" value={total(({ placed }) => placed)} />
					</tr>
				</tfoot>
			</table>
		</div>
	);
}

interface FigureProps {
	readonly column: keyof typeof liveWords.value.columns;
	readonly value: number;
}

function Figure({ column, value }: FigureProps) {
	return (
		<td class="figure" data-label={liveWords.value.columns[column]} data-testid={`room-${column}`}>
			{value}
		</td>
	);
}

function Longest({ sinceMs }: { readonly sinceMs: number | undefined }) {
	const t = liveWords.value;
	const ms = sinceMs === undefined ? undefined : minute.value - sinceMs;
	const tone = ms === undefined || ms < MIND_MS ? 'quiet' : ms < LONG_MS ? 'warn' : 'error';
	const words = { quiet: t.wait, warn: t.waitMind, error: t.waitLong };
	return (
		<td class="figure" data-label={t.columns.longest} data-tone={tone} data-testid="room-longest">
			{ms === undefined ? '–' : words[tone](ms)}
		</td>
	);
}
