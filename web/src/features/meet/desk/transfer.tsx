import { useState } from 'preact/hooks';
import { longest } from '../../../gen/longest';
import type { Call } from '../../../gen/protocol';
import { named, words } from '../../../i18n';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';
import { useTopic } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { Dialog } from '../../../ui/dialog';
import type { Desk } from './desk';
import '../../../ui/field.css';

interface Props {
	readonly desk: Desk;
	readonly call: Call;
	readonly onClose: () => void;
}

/** Hands the student over: to a colleague at once, to a neighbour as an offer that they decide on. */
export function Transfer({ desk, call, onClose }: Props) {
	const t = staffWords.value.transfer;
	const [note, setNote] = useState('');
	const [chosen, setChosen] = useState<number>();
	const here = useTopic('booth', desk.booth).table('booth').value.get(desk.booth);
	const room = chosen ?? here?.room;
	const topic = useTopic('room', room);
	const rooms = [...(useTopic('fair', here?.fair)?.table('room').value.values() ?? [])]
		.filter(({ id, staffed }) => id === here?.room || staffed > 0)
		.sort((a, b) => a.position - b.position);
	const colleagues = desk.seats.filter(
		({ id, state }) => id !== desk.seat?.id && state !== 'paused',
	);
	// Who goes first needs no room in the line, but a closed one takes nobody.
	const neighbours = [...(topic?.table('booth').value.values() ?? [])]
		.filter(({ id, staffed, line }) => id !== desk.booth && staffed > 0 && line !== 'closed')
		.sort((a, b) => a.name.localeCompare(b.name, 'nl'));
	const hand = (to: { booth: number; seat?: number }) =>
		send('call.transfer', { call: call.id, note: note.trim(), ...to });
	return (
		<Dialog title={t.title(call.student_name)} onClose={onClose}>
			<div class="field">
				<label for="transfer-note">{t.note}</label>
				<input
					id="transfer-note"
					value={note}
					maxLength={longest['call.transfer'].note}
					onInput={event => setNote(event.currentTarget.value)}
				/>
			</div>
			<p class="meta">
				{[t.ends, colleagues.length > 0 && t.colleagues, neighbours.length > 0 && t.booths]
					.filter(Boolean)
					.join(' ')}
			</p>
			{colleagues.length > 0 && (
				<ul class="stack">
					{colleagues.map(({ id, name }) => (
						<li key={id}>
							<Action
								run={() => hand({ booth: desk.booth, seat: id })}
								onDone={onClose}
								testId="to-colleague"
							>
								{t.toColleague(name)}
							</Action>
						</li>
					))}
				</ul>
			)}
			{rooms.length > 1 && (
				<div class="field">
					<label for="transfer-room">{words.value.room.room}</label>
					<select
						id="transfer-room"
						value={room}
						data-testid="transfer-room"
						onChange={event => setChosen(Number(event.currentTarget.value))}
					>
						{rooms.map(one => (
							<option key={one.id} value={one.id}>
								{named(one)}
							</option>
						))}
					</select>
				</div>
			)}
			{neighbours.length > 0 ? (
				<ul class="stack">
					{neighbours.map(({ id, name }) => (
						<li key={id}>
							<Action run={() => hand({ booth: id })} onDone={onClose} testId="to-booth">
								{t.toBooth(name)}
							</Action>
						</li>
					))}
				</ul>
			) : (
				topic?.isReady.value && <p>{t.nobody}</p>
			)}
		</Dialog>
	);
}
