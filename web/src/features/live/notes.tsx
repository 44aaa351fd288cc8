import { dates } from '../../i18n';
import { deskNoteWords } from '../../i18n/desk_note';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Action } from '../../ui/action';
import { Icon } from '../../ui/icon';
import './notes.css';

/** What organisers wrote to this booth, until somebody here has read it. */
export function Notes({ booth }: { readonly booth: number }) {
	const t = deskNoteWords.value;
	const notes = [...useTopic('notes', booth).table('note').value.values()];
	return (
		<div role="status" class="desk-notes">
			{notes.map(({ id, text, at_ms }) => (
				<div key={id} class="card desk-note" data-testid="note">
					<Icon name="message-circle" />
					<div>
						<p class="meta">{t.from(dates.value.time(at_ms))}</p>
						<p class="prose">{text}</p>
					</div>
					<Action run={() => call('note.dismiss', { booth, note: id })} testId="note-read">
						{t.read}
					</Action>
				</div>
			))}
		</div>
	);
}
