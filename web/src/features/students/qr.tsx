import { useLazy } from '../../app/lazy';

const coder = () => import('./qr_path');

interface Props {
	readonly text: string;
	readonly label: string;
}

/** A QR code, black on white in either theme; what makes it is fetched when one is shown. */
export function Qr({ text, label }: Props) {
	const loaded = useLazy(coder);
	if (loaded.state !== 'here') return <div class="qr" />;
	const { path, size } = loaded.value.drawQr(text);
	return (
		<svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
			<path class="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
			<path class="qr-ink" d={path} />
		</svg>
	);
}
