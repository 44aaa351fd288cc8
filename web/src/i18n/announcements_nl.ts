import type { Worded } from './worded';

/** What an organiser tells people during a fair. */
export const announcementsNl = {
	from: 'Bericht van de organisatie',
	seen: 'Gelezen',
	title: 'Omroepen',
	none: 'Er staat nu geen bericht.',
	make: 'Nieuw bericht',
	audience: 'Voor wie?',
	audiences: {
		everybody: 'Iedereen',
		students: 'Studenten',
		exhibitors: 'Bedrijven',
		coordinators: 'Coördinatoren',
	},
	room: 'Waar?',
	everywhere: 'Overal',
	inRoom: (room: string) => `in ${room}`,
	inRoomHint: 'Een bericht voor één zaal ziet wie daar rondloopt of er een stand heeft.',
	text: 'Bericht in het Nederlands',
	textEn: 'Bericht in het Engels',
	public: 'Ook wie niet is ingelogd, kan berichten voor iedereen en voor studenten lezen.',
	post: 'Roep om',
	cancel: 'Annuleer',
	takeBack: 'Haal weg',
};

export type AnnouncementCatalogue = Worded<typeof announcementsNl>;
