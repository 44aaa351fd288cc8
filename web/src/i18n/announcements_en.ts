import type { AnnouncementCatalogue } from './announcements_nl';

export const announcementsEn = {
	from: 'Message from the organisers',
	seen: 'I have read it',
	title: 'Announcements',
	none: 'No message stands at the moment.',
	make: 'New message',
	audience: 'For whom?',
	audiences: {
		everybody: 'Everybody',
		students: 'Students',
		exhibitors: 'Employers',
		coordinators: 'Coordinators',
	},
	room: 'Where?',
	everywhere: 'Everywhere',
	inRoom: (room: string) => `in ${room}`,
	inRoomHint: 'A message for one room is seen by who walks there or has a booth there.',
	text: 'Message in Dutch',
	textEn: 'Message in English',
	public: 'Messages for everybody and for students can be read without signing in, too.',
	post: 'Announce',
	cancel: 'Cancel',
	takeBack: 'Take it back',
} satisfies AnnouncementCatalogue;
