import type { RoomSums } from '../../gen/protocol';
import { named, words } from '../../i18n';
import { memo } from '../../ui/memo';

interface Props {
	readonly room: RoomSums;
	/** Outside the fair's hours it says nothing of who is there: nobody can be talked to. */
	readonly isOpen: boolean;
}

/** A hall on the plan, painted in its sector's colour: a box per booth, full where somebody is free. */
export const Hall = memo(function Hall({ room, isOpen }: Props) {
	const t = words.value.fair;
	return (
		<a
			class="hall"
			href={`/zaal/${room.id}`}
			data-sector={room.sector}
			data-testid="hall"
			data-room={room.id}
		>
			<span class="hall-name">{named(room)}</span>
			<Boxes all={room.booths} full={isOpen ? room.free : 0} />
			<span class="hall-sums">
				{!isOpen ? (
					words.value.room.shown(room.booths)
				) : room.free > 0 ? (
					<>
						<b data-testid="hall-free">{t.free(room.free)}</b> {t.of(room.booths)}
					</>
				) : room.staffed > 0 ? (
					t.noneFree(room.staffed)
				) : (
					t.nobodyThere
				)}
				{room.waiting > 0 && (
					<span class="hall-waiting" data-testid="hall-waiting">
						{words.value.room.waiting(room.waiting)}
					</span>
				)}
			</span>
		</a>
	);
});

const PER_ROW = 12;
const PITCH = 12;
const SIDE = 9;

/** Two paths, whatever the number of booths: a change is one attribute, not a hundred nodes. */
function Boxes({ all, full }: { readonly all: number; readonly full: number }) {
	const rows = Math.max(1, Math.ceil(all / PER_ROW));
	const box = (i: number) => {
		const x = (i % PER_ROW) * PITCH + 1.5;
		const y = Math.floor(i / PER_ROW) * PITCH + 1.5;
		return `M${x} ${y}h${SIDE}v${SIDE}h-${SIDE}z`;
	};
	const path = (from: number, to: number) =>
		Array.from({ length: Math.max(0, to - from) }, (_, i) => box(from + i)).join('');
	return (
		<svg class="boxes" viewBox={`0 0 ${PER_ROW * PITCH} ${rows * PITCH}`} aria-hidden="true">
			<path class="boxes-full" d={path(0, full)} />
			<path d={path(full, all)} />
		</svg>
	);
}
