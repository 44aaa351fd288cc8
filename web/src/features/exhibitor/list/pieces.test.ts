import { expect, it } from 'vitest';
import { piecesOf } from './pieces';

it('rows are quoted where they must be, and none is left out or torn', () => {
	expect(piecesOf([{ number: 2, cells: ['a,b', 'say "no"', 'x\ny', 'é'] }])).toEqual([
		'2,"a,b","say ""no""","x\ny",é\n',
	]);
	const rows = Array.from({ length: 300 }, (_, i) => ({
		number: i + 1,
		cells: ['"'.repeat(60), 'é'.repeat(50)],
	}));
	const pieces = piecesOf(rows);
	expect(pieces.length).toBeGreaterThan(3);
	for (const piece of pieces) {
		expect(new TextEncoder().encode(JSON.stringify(piece)).length).toBeLessThan(13_100);
		expect(piece.endsWith('\n')).toBe(true);
	}
	expect(pieces.join('').split('\n').length).toBe(301);
	expect(piecesOf([])).toEqual([]);
});
