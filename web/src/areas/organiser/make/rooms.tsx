import { useState } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import type { RoomDraft, RoomSums, Sector } from '../../../gen/protocol';
import { locale, named, words } from '../../../i18n';
import { makingWords } from '../../../i18n/making';
import { sectorNames } from '../../../i18n/sectors';
import { setupWords } from '../../../i18n/setup';
import { call } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Dialog } from '../../../ui/dialog';
import { SelectField, TextField } from '../../../ui/field';
import { Empty } from '../../../ui/state';
import { Sure } from '../../../ui/sure';

const SECTORS = Object.keys(sectorNames) as Sector[];

/** A room is called as its sector, in both languages, until somebody calls it otherwise. */
const fresh = (sector: Sector): RoomDraft => ({
	sector,
	name: sectorNames[sector].nl,
	name_en: sectorNames[sector].en,
});

interface Editing {
	/** Absent: a new one. */
	readonly room?: number;
	readonly draft: RoomDraft;
}

interface Props {
	readonly fair: number;
	/** In their order. */
	readonly rooms: readonly RoomSums[];
}

/** The sector rooms of a fair, as its organiser arranges them. */
export function RoomsEditor({ fair, rooms }: Props) {
	const t = makingWords.value.rooms;
	const [editing, setEditing] = useState<Editing>();
	const close = () => setEditing(undefined);
	const unused = SECTORS.find(sector => !rooms.some(room => room.sector === sector));
	return (
		<section class="card stack" data-testid="rooms-editor">
			<p>{t.text}</p>
			{rooms.length === 0 && <Empty icon="map">{t.none}</Empty>}
			<ol class="stack">
				{rooms.map((room, i) => (
					<RoomLine
						key={room.id}
						fair={fair}
						rooms={rooms}
						at={i}
						onEdit={({ id, name, name_en, sector }) =>
							setEditing({ room: id, draft: { name, name_en, sector } })
						}
					/>
				))}
			</ol>
			<div class="actions">
				<Button
					icon="plus"
					onClick={() => setEditing({ draft: fresh(unused ?? 'care') })}
					testId="add-room"
				>
					{t.add}
				</Button>
			</div>
			{editing && <RoomDialog fair={fair} editing={editing} onClose={close} />}
		</section>
	);
}

interface LineProps extends Props {
	readonly at: number;
	readonly onEdit: (room: RoomSums) => void;
}

function RoomLine({ fair, rooms, at, onEdit }: LineProps) {
	const t = makingWords.value.rooms;
	const [isAsking, setAsking] = useState(false);
	const room = rooms[at];
	if (!room) return null;
	const name = named(room);
	const sector = sectorNames[room.sector][locale.value];
	const moveTo = async (to: number) => {
		const order = rooms.map(({ id }) => id);
		order.splice(to, 0, ...order.splice(at, 1));
		const result = await call('room.order', { fair, rooms: order });
		if (result.ok) announce(t.moved(name, to + 1));
		return result;
	};
	return (
		<li class="setup-line room-line" data-sector={room.sector} data-testid="room-line">
			<div>
				<strong>{name}</strong>
				<p class="meta">
					{[sector !== name && sector, words.value.room.shown(room.booths)]
						.filter(Boolean)
						.join(' · ')}
				</p>
			</div>
			{at > 0 && (
				<Action icon="arrow-up" label={t.up(name)} run={() => moveTo(at - 1)} testId="room-up" />
			)}
			{at < rooms.length - 1 && (
				<Action
					icon="arrow-down"
					label={t.down(name)}
					run={() => moveTo(at + 1)}
					testId="room-down"
				/>
			)}
			<Button label={t.editLabel(name)} onClick={() => onEdit(room)} testId="edit-room">
				{t.edit}
			</Button>
			{room.booths === 0 && !isAsking && (
				<Button
					icon="x"
					label={`${t.remove}: ${name}`}
					onClick={() => setAsking(true)}
					testId="remove-room"
				/>
			)}
			{isAsking && (
				<Sure
					question={t.removeSure(name)}
					yes={t.remove}
					no={setupWords.value.cancel}
					run={() => call('room.remove', { room: room.id })}
					onDone={() => setAsking(false)}
					onNo={() => setAsking(false)}
					testId="remove-room"
				/>
			)}
		</li>
	);
}

interface DialogProps {
	readonly fair: number;
	readonly editing: Editing;
	readonly onClose: () => void;
}

function RoomDialog({ fair, editing, onClose }: DialogProps) {
	const t = makingWords.value.rooms;
	const { room } = editing;
	const [draft, setDraft] = useState(editing.draft);
	const change = (some: Partial<RoomDraft>) => setDraft({ ...draft, ...some });
	// Who has not called it anything of their own gets the new sector's name.
	const choose = (sector: Sector) =>
		change(draft.name === fresh(draft.sector).name ? fresh(sector) : { sector });
	const save = () =>
		room === undefined ? call('room.add', { fair, draft }) : call('room.save', { room, draft });
	return (
		<Dialog title={draft.name || t.add} onClose={onClose} testId="room-dialog">
			<form class="stack" onSubmit={event => event.preventDefault()}>
				<SelectField
					label={t.sector}
					value={draft.sector}
					options={SECTORS.map(value => ({ value, text: sectorNames[value][locale.value] }))}
					onChange={choose}
					testId="room-sector"
				/>
				<TextField
					name="name"
					label={t.name}
					value={draft.name}
					maxLength={120}
					onChange={name => change({ name })}
					testId="room-name"
				/>
				<TextField
					name="name_en"
					label={t.nameEn}
					value={draft.name_en}
					maxLength={120}
					onChange={name_en => change({ name_en })}
				/>
				<div class="actions">
					<Action look="main" type="submit" run={save} onDone={onClose} testId="save-room">
						{setupWords.value.save}
					</Action>
					<Button onClick={onClose}>{setupWords.value.cancel}</Button>
				</div>
			</form>
		</Dialog>
	);
}
