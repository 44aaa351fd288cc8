import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announce } from '../../app/announcer';
import { path } from '../../app/router';
import type { Announcement } from '../../gen/protocol';
import { dates } from '../../i18n';
import { announcementWords } from '../../i18n/announcements';
import { isAt, partAt } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Button } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { walkedFair } from '../fair/walked';
import { textOf } from './text';
import './announcements.css';

const STORED = 'stagebeurs.announcements_read';

const stored = sessionStorage.getItem(STORED)?.split(' ').map(Number) ?? [];
const read = signal<ReadonlySet<number>>(new Set(stored));

function markRead(id: number): void {
	read.value = new Set([...read.value, id]);
	sessionStorage.setItem(STORED, [...read.value].join(' '));
}

/** What the organiser tells whoever looks at this screen: the newest of it that they have not read. */
export function Band() {
	const fair = walkedFair.value;
	return fair === undefined ? null : <OfFair fair={fair} />;
}

function OfFair({ fair }: { readonly fair: number }) {
	const t = announcementWords.value;
	const told = useTold(fair).filter(({ id }) => !read.value.has(id));
	const newest = told.sort((a, b) => b.id - a.id)[0];
	const text = newest && textOf(newest);
	useEffect(() => {
		if (text) announce(`${t.from}: ${text}`, 'announcement');
	}, [newest?.id]);
	if (!newest) return null;
	return (
		<aside class="announcement" aria-label={t.from} data-testid="announcement">
			<Icon name="megaphone" />
			<p>
				{text} <span class="meta">{dates.value.time(newest.at_ms)}</span>
			</p>
			<Button
				look="quiet"
				icon="x"
				label={t.seen}
				onClick={() => markRead(newest.id)}
				testId="announcement-read"
			/>
		</aside>
	);
}

/** What is for me, where I am. */
function useTold(fair: number): Announcement[] {
	const isStaff = isAt(fair, 'recruiter', 'manager');
	const isCoordinator = isAt(fair, 'coordinator');
	const notices = useTopic('notices', fair).table('announcement').value;
	const crew = useTopic('crew', isStaff || isCoordinator ? fair : undefined)?.table(
		'announcement',
	).value;
	const room = useRoom(partAt(fair)?.booth);
	return [...notices.values(), ...(crew?.values() ?? [])].filter(
		({ audience, room: only }) =>
			(only === undefined || only === room) &&
			(audience === 'everybody' ||
				(audience === 'students' && isAt(fair, 'student')) ||
				(audience === 'exhibitors' && isStaff) ||
				(audience === 'coordinators' && isCoordinator)),
	);
}

/** The room that is on screen, or that of the booth; who works at a booth is always in its room. */
function useRoom(mine: number | undefined): number | undefined {
	const [, kind, id] = path.value.split('/');
	const isDesk = kind === 'console' || kind === 'inrichten';
	const booth = isDesk ? Number(id) : (mine ?? (kind === 'stand' ? Number(id) : undefined));
	const of = useTopic('booth', booth)
		?.table('booth')
		.value.get(booth ?? 0)?.room;
	return kind === 'zaal' && mine === undefined ? Number(id) : of;
}
