import type { MyCard, StudyOption } from '../../gen/protocol';

/** The questions of a card in their order, each at its address. */
export const CARD_PAGES = ['opleiding', 'kunnen', 'zoek', 'waar', 'wanneer', 'jij'] as const;
export type CardPage = (typeof CARD_PAGES)[number];

export const pagePath = (page: CardPage): string => `/kaart/${page}`;

/** The address after this question: the next one, or the whole card. */
export function pathAfter(page: CardPage): string {
	const next = CARD_PAGES[CARD_PAGES.indexOf(page) + 1];
	return next ? pagePath(next) : '/kaart';
}

/** Nobody can tell from it what its student looks for. */
export function isEmptyCard(card: MyCard): boolean {
	return card.programme === undefined && !card.looking_for && !card.about;
}

const plain = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('nl');

/** Programmes that hold all the words, or their beginnings, whatever accents somebody types. */
export function findStudies(studies: readonly StudyOption[], text: string): readonly StudyOption[] {
	const wanted = plain(text).split(/\s+/).filter(Boolean);
	return studies.filter(({ name, level }) => {
		const has = plain(`${name} ${level} ${level.slice(3)}`).split(/[^\p{L}\p{N}]+/u);
		return wanted.every(word => has.some(one => one.startsWith(word)));
	});
}

/** "Delft, Leiden" with this town, or without it where it is there already. */
export function toggledTown(area: string, town: string): string {
	const towns = area.split(',').map(one => one.trim());
	const others = towns.filter(one => one && one !== town);
	return (towns.includes(town) ? others : [...others, town]).join(', ');
}

export const hasTown = (area: string, town: string): boolean =>
	area.split(',').some(one => one.trim() === town);
