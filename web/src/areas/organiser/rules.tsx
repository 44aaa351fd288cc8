import { useState } from 'preact/hooks';
import type { Fair } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { NumberField } from '../../ui/field';

const HOUR_MS = 3_600_000;

/** The numbers that a fair plays by. */
export function Rules({ fair }: { readonly fair: Fair }) {
	const t = setupWords.value.rules;
	const [isOpen, setOpen] = useState(false);
	const close = () => setOpen(false);
	return (
		<>
			<Button icon="list-checks" onClick={() => setOpen(true)} testId="fair-rules">
				{t.title}
			</Button>
			{isOpen && (
				<Dialog title={t.title} onClose={close} testId="rules-dialog">
					<RulesForm fair={fair} onDone={close} />
				</Dialog>
			)}
		</>
	);
}

function RulesForm({ fair, onDone }: { readonly fair: Fair; readonly onDone: () => void }) {
	const t = setupWords.value.rules;
	const [queues, setQueues] = useState(fair.max_queues);
	const [bookings, setBookings] = useState(fair.max_bookings);
	const [talks, setTalks] = useState(fair.max_talks);
	const [hours, setHours] = useState(Math.round(fair.answer_ms / HOUR_MS));
	const [isBlind, setBlind] = useState(fair.is_blind);
	const save = () =>
		call('fair.set_rules', {
			fair: fair.id,
			max_queues: queues,
			max_bookings: bookings,
			max_talks: talks,
			answer_hours: hours,
			is_blind: isBlind,
		});
	return (
		<form class="stack" onSubmit={event => event.preventDefault()}>
			<NumberField label={t.queues} value={queues} min={1} max={10} onChange={setQueues} />
			<NumberField label={t.bookings} value={bookings} min={1} max={20} onChange={setBookings} />
			<NumberField label={t.talks} value={talks} min={1} max={20} onChange={setTalks} />
			<NumberField label={t.answer} value={hours} min={1} max={720} onChange={setHours} />
			<label class="check">
				<input
					type="checkbox"
					checked={isBlind}
					data-testid="is-blind"
					onChange={event => setBlind(event.currentTarget.checked)}
				/>
				{t.blind}
			</label>
			<div class="actions">
				<Action look="main" type="submit" run={save} onDone={onDone} testId="save-rules">
					{setupWords.value.save}
				</Action>
			</div>
		</form>
	);
}
