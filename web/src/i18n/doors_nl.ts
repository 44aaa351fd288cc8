import type { Worded } from './worded';

/** The waiting room of a full fair. */
export const doorsNl = {
	outside: 'Je wacht voor de deur.',
	place: (place: number, of: number) => `Je bent nummer ${place} van ${of} voor de deur.`,
	wait: (range: string) => `Dat duurt nog ongeveer ${range} min.`,
	meanwhile: 'Je komt vanzelf binnen. Rondkijken en een tijd kiezen kan al.',
	card: 'Mijn kaart',
	device: 'Test je camera',
	inside: 'Je bent binnen.',
	insideMore: 'Je kunt nu in de rij gaan.',
	sentAway: 'De organisatie heeft je van deze beurs gestuurd.',
	sentAwayMore:
		'Je kunt hier niet meer praten of schrijven. Vraag de organisatie of je school waarom.',
	look: 'Kijk rond',
	gotIt: 'Begrepen',
};

export type DoorsCatalogue = Worded<typeof doorsNl>;
