import { describe, expect, it } from 'vitest';
import { columnsOf, rowsOf } from './columns';

const HEAD = ['Zaal', 'Bedrijf', 'Contactpersoon', 'E-mail'];

describe('the rows of a list', () => {
	it('are found by the names of their columns, in Dutch or English, in any order', () => {
		const dutch = rowsOf('employers', [HEAD, ['ICT', 'Lichtkade', 'Mo', 'mo@x.example']]);
		const english = rowsOf('employers', [
			['e-mail address', 'CONTACT PERSON', 'Company', 'room'],
			['mo@x.example', 'Mo', 'Lichtkade', 'ICT'],
		]);
		const cells = ['ICT', 'Lichtkade', '', '', '', '', 'Mo', 'mo@x.example', ''];
		expect(dutch).toEqual({ rows: [{ number: 2, cells }] });
		expect(english).toEqual(dutch);
	});

	it('keep their numbers past a title and empty lines', () => {
		const found = rowsOf('employers', [
			['Deelnemers voorjaar'],
			[],
			HEAD,
			['', ' ', ''],
			['ICT', 'Lichtkade', 'Mo', 'mo@x.example', 'left over'],
		]);
		expect(found).toMatchObject({ rows: [{ number: 5 }] });
	});

	it('lose what nobody typed on purpose', () => {
		const found = rowsOf('employers', [
			[...HEAD, 'Taal', 'Omschrijving', 'In één zin'],
			[
				'\u00a0ICT ',
				'Licht\nkade  BV',
				'Mo\u0000',
				'mailto:mo@x.example',
				'Engels',
				'Eerst\r\ndan',
				'\ufeffWij',
			],
		]);
		expect('rows' in found && found.rows[0]?.cells).toEqual([
			'ICT',
			'Licht kade BV',
			'',
			'',
			'Wij',
			'Eerst\ndan',
			'Mo',
			'mo@x.example',
			'en',
		]);
	});

	it('call an employer the same, whatever program wrote its accents', () => {
		const found = rowsOf('employers', [HEAD, ['ICT', 'Cafe\u0301', 'Mo', 'mo@x.example']]);
		expect('rows' in found && found.rows[0]?.cells[1]).toBe('Caf\u00e9');
	});

	it('are not there without who answers for a booth, and where it stands', () => {
		expect(rowsOf('employers', [['Bedrijf', 'Naam']])).toEqual({ missing: ['room', 'email'] });
		expect(rowsOf('employers', [])).toEqual({ missing: ['room', 'employer', 'contact', 'email'] });
		expect(rowsOf('employers', [[...HEAD, 'mail']])).toEqual({ twice: 'email' });
	});

	it('of students have columns of their own', () => {
		expect(
			rowsOf('enrolments', [
				['Naam', 'Klas', 'Crebo', 'Schoolmail'],
				['Noor Bos', 'SD2', '25998', 'noor@x.example'],
			]),
		).toEqual({
			rows: [{ number: 2, cells: ['', '25998', 'SD2', 'Noor Bos', 'noor@x.example', ''] }],
		});
		expect(rowsOf('enrolments', [['Bedrijf', 'Naam']])).toEqual({
			missing: ['programme', 'email'],
		});
	});

	it('are cut only beyond what the server would refuse anyway', () => {
		const found = rowsOf('employers', [
			[...HEAD, 'over'],
			['x'.repeat(9999), 'a', 'b', 'c', 'y'.repeat(9999)],
		]);
		const cells = 'rows' in found ? found.rows[0]?.cells : [];
		expect(cells?.[0]?.length).toBe(400);
		expect(cells?.[columnsOf('employers').indexOf('about')]?.length).toBe(2200);
	});
});
