import { expect, it } from 'vitest';
import type { StudyOption } from '../../gen/protocol';
import { CARD_PAGES, findStudies, pathAfter, toggledTown } from './card_pages';

const studies: readonly StudyOption[] = [
	{ id: 1, name: 'Software developer', level: 'mbo4' },
	{ id: 2, name: 'Verzorgende-IG', level: 'mbo3' },
	{ id: 3, name: 'Patissier à la carte', level: 'mbo3' },
];
const found = (text: string) => findStudies(studies, text).map(({ id }) => id);

it('finds a programme by the beginnings of its words, whatever accents are typed', () => {
	expect(found('')).toEqual([1, 2, 3]);
	expect(found('soft dev')).toEqual([1]);
	expect(found('IG')).toEqual([2]);
	expect(found('pâtis A')).toEqual([3]);
	expect(found('mbo3')).toEqual([2, 3]);
	expect(found('lasser')).toEqual([]);
});

it('adds a town once, and takes it away again', () => {
	expect(toggledTown('', 'Delft')).toBe('Delft');
	expect(toggledTown('Delft', 'Leiden')).toBe('Delft, Leiden');
	expect(toggledTown('Delft, Leiden', 'Delft')).toBe('Leiden');
});

it('leads from question to question, and then to the whole card', () => {
	expect(CARD_PAGES.map(pathAfter)).toEqual([
		'/kaart/kunnen',
		'/kaart/zoek',
		'/kaart/waar',
		'/kaart/wanneer',
		'/kaart/jij',
		'/kaart',
	]);
});
