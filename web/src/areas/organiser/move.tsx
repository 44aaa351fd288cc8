import { useState } from 'preact/hooks';
import type { Fair } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import { fromZoned, toZoned } from '../../i18n/zoned';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';

/** Another day or hour for a fair that has not opened: everybody who booked is asked again. */
export function Move({ fair }: { readonly fair: Fair }) {
	const t = setupWords.value;
	const [isOpen, setOpen] = useState(false);
	if (fair.state !== 'planned') return null;
	return (
		<>
			<Button icon="calendar-check" onClick={() => setOpen(true)} testId="move-fair">
				{t.move.button}
			</Button>
			{isOpen && <MoveDialog fair={fair} onClose={() => setOpen(false)} />}
		</>
	);
}

function MoveDialog({ fair, onClose }: { readonly fair: Fair; readonly onClose: () => void }) {
	const t = setupWords.value;
	const [typed, setTyped] = useState(() => toZoned(fair.opens_ms, fair.timezone));
	const [moved, setMoved] = useState<number>();
	const opens = fromZoned(typed.day, typed.time, fair.timezone);
	const move = async () => {
		const result = await call('fair.move', { fair: fair.id, opens_ms: opens ?? 0 });
		if (result.ok) setMoved(result.value.moved);
		return result;
	};
	return (
		<Dialog title={t.move.title} onClose={onClose} testId="move-dialog">
			{moved !== undefined ? (
				<p role="status" data-testid="moved">
					{t.move.moved(moved)}
				</p>
			) : (
				<form class="stack" onSubmit={event => event.preventDefault()}>
					<p>{t.move.text}</p>
					<TextField
						type="date"
						label={t.move.opens}
						value={typed.day}
						onChange={day => setTyped({ ...typed, day })}
						testId="move-day"
					/>
					<TextField
						type="time"
						label={t.times.from}
						value={typed.time}
						onChange={time => setTyped({ ...typed, time })}
					/>
					<div class="actions">
						<Action look="danger" type="submit" run={move} testId="move-sure">
							{t.move.button}
						</Action>
						<Button onClick={onClose}>{t.cancel}</Button>
					</div>
				</form>
			)}
		</Dialog>
	);
}
