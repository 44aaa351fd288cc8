import type { PointedCatalogue } from './pointed_nl';

export const pointedEn = {
	text: 'Not everybody has to wait: there are booths without a line. A full box in a room is a booth where you can talk now.',
} satisfies PointedCatalogue;
