import { encode } from 'uqr';

/** Squares on a grid, as the path of a drawing; paper all around it, without which no camera reads it. */
export function drawQr(text: string): { readonly path: string; readonly size: number } {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const path = data
		.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
		.join('');
	return { path, size };
}
