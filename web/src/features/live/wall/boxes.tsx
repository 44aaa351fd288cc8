const PER_ROW = 10;
const PITCH = 12;
const SIDE = 9;

interface Props {
	readonly all: number;
	readonly full: number;
}

/** A box per booth, full where somebody is free: as in the lobby, and larger. */
export function Boxes({ all, full }: Props) {
	const rows = Math.max(1, Math.ceil(all / PER_ROW));
	const boxes = (from: number, to: number) =>
		Array.from({ length: Math.max(0, to - from) }, (_, i) => {
			const at = from + i;
			return `M${(at % PER_ROW) * PITCH + 1.5} ${Math.floor(at / PER_ROW) * PITCH + 1.5}h${SIDE}v${SIDE}h-${SIDE}z`;
		}).join('');
	return (
		<svg
			class="boxes"
			viewBox={`0 0 ${PER_ROW * PITCH} ${rows * PITCH}`}
			preserveAspectRatio="xMinYMid"
			aria-hidden="true"
		>
			<path class="boxes-full" d={boxes(0, full)} />
			<path d={boxes(full, all)} />
		</svg>
	);
}
