import { expect, test } from 'vitest';
import { readProcesses, writeProcesses } from './processes';

test('work processes are read a line each, however they were pasted', () => {
	expect(readProcesses(' B1-K1-W1\tPlant  het werk\r\n\nB1-K1-W2: Ontwerpt\n')).toEqual([
		{ code: 'B1-K1-W1', name: 'Plant het werk' },
		{ code: 'B1-K1-W2', name: 'Ontwerpt' },
	]);
});

test('what was written is read as it was', () => {
	const processes = [{ code: 'W1', name: 'Maakt iets' }];
	expect(readProcesses(writeProcesses(processes))).toEqual(processes);
});

test('a line without words is kept, so that the server can say what is wrong', () => {
	expect(readProcesses('W1')).toEqual([{ code: 'W1', name: '' }]);
});
