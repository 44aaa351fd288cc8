import { encode } from 'uqr';

interface Props {
	readonly text: string;
	readonly label: string;
}

/** A QR code as one path: black on white in either theme, or cameras do not read it. */
export function Qr({ text, label }: Props) {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const path = data
		.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
		.join('');
	return (
		<svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
			<path class="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
			<path class="qr-ink" d={path} />
		</svg>
	);
}
