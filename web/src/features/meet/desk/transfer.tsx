import { useState } from 'preact/hooks';
import { type Call, longest } from '../../../gen/protocol';
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
	const here = useTopic('booth', desk.booth).table('booth').value.get(desk.booth);
	const room = useTopic('room', here?.room)?.table('booth').value;
	const colleagues = desk.seats.filter(
		({ id, state }) => id !== desk.seat?.id && state !== 'paused',
	);
	const neighbours = [...(room?.values() ?? [])]
		.filter(({ id, staffed }) => id !== desk.booth && staffed > 0)
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
			{colleagues.length + neighbours.length === 0 && <p>{t.nobody}</p>}
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
				{neighbours.map(({ id, name }) => (
					<li key={id}>
						<Action run={() => hand({ booth: id })} onDone={onClose} testId="to-booth">
							{t.toBooth(name)}
						</Action>
					</li>
				))}
			</ul>
		</Dialog>
	);
}
