import { useRef, useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { Announcement, Audience, RoomSums } from '../../gen/protocol';
import { dates, named } from '../../i18n';
import { announcementWords } from '../../i18n/announcements';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Action, Button } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { focusField, SelectField, TextField } from '../../ui/field';
import { textOf } from './text';
import './announcements.css';

interface Props {
	readonly fair: number;
	readonly rooms: readonly RoomSums[];
}

/** The organiser's: what is told to people now, and a way to tell them more. */
export function Announcements({ fair, rooms }: Props) {
	const t = announcementWords.value;
	const [isWriting, setWriting] = useState(false);
	const notices = useTopic('notices', fair).table('announcement').value;
	const crew = useTopic('crew', fair).table('announcement').value;
	const standing = [...notices.values(), ...crew.values()].sort((a, b) => b.id - a.id);
	return (
		<section class="card stack" data-testid="announcements">
			<h2>{t.title}</h2>
			{standing.length === 0 && <p>{t.none}</p>}
			<ul class="stack">
				{standing.map(told => (
					<Standing key={told.id} fair={fair} told={told} rooms={rooms} />
				))}
			</ul>
			{isWriting ? (
				<Write fair={fair} rooms={rooms} onDone={() => setWriting(false)} />
			) : (
				<div class="actions">
					<Button icon="megaphone" onClick={() => setWriting(true)} testId="announce">
						{t.make}
					</Button>
				</div>
			)}
		</section>
	);
}

interface StandingProps extends Props {
	readonly told: Announcement;
}

function Standing({ fair, told, rooms }: StandingProps) {
	const t = announcementWords.value;
	const room = rooms.find(({ id }) => id === told.room);
	const facts = [
		t.audiences[told.audience],
		room && t.inRoom(named(room)),
		dates.value.time(told.at_ms),
	];
	return (
		<li class="announced" data-testid="announced">
			<div>
				<p>{textOf(told)}</p>
				<p class="meta">{facts.filter(Boolean).join(' · ')}</p>
			</div>
			<Action
				icon="undo-2"
				run={() => call('announcement.take_back', { fair, announcement: told.id })}
				testId="take-back"
			>
				{t.takeBack}
			</Action>
		</li>
	);
}

const audiences: readonly Audience[] = ['everybody', 'students', 'exhibitors', 'coordinators'];

function Write({ fair, rooms, onDone }: Props & { readonly onDone: () => void }) {
	const t = announcementWords.value;
	const [audience, setAudience] = useState<Audience>('everybody');
	const [room, setRoom] = useState('');
	const [text, setText] = useState('');
	const [textEn, setTextEn] = useState('');
	const form = useRef<HTMLFormElement>(null);
	const run = async () => {
		const result = await call('announcement.post', {
			fair,
			audience,
			text: text.trim(),
			text_en: textEn.trim(),
			...(room && { room: Number(room) }),
		});
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<form ref={form} class="stack" onSubmit={event => event.preventDefault()}>
			<Choice<Audience>
				legend={t.audience}
				columns={2}
				testId="audience"
				value={audience}
				options={audiences.map(value => ({ value, text: t.audiences[value] }))}
				onChange={setAudience}
			/>
			<SelectField
				label={t.room}
				hint={t.inRoomHint}
				value={room}
				options={[
					{ value: '', text: t.everywhere },
					...rooms.map(at => ({ value: String(at.id), text: named(at) })),
				]}
				testId="announce-room"
				onChange={setRoom}
			/>
			<TextField
				name="text"
				label={t.text}
				maxLength={longest['announcement.post'].text}
				value={text}
				onChange={setText}
				testId="announce-text"
			/>
			<TextField
				name="text_en"
				label={t.textEn}
				maxLength={longest['announcement.post'].text_en}
				value={textEn}
				onChange={setTextEn}
				testId="announce-text-en"
			/>
			{(audience === 'everybody' || audience === 'students') && <p class="meta">{t.public}</p>}
			<div class="actions">
				<Action
					look="main"
					icon="megaphone"
					type="submit"
					run={run}
					onDone={onDone}
					testId="announce-send"
				>
					{t.post}
				</Action>
				<Button onClick={onDone}>{t.cancel}</Button>
			</div>
		</form>
	);
}
