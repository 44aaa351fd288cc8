import { useState } from 'preact/hooks';
import type { ConsoleLead, SlotView } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { boardWords } from '../../../i18n/board';
import { call as send } from '../../../state/client';
import { second } from '../../../state/time';
import { useTopic } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';

interface Props {
	readonly lead: ConsoleLead;
	readonly booth: number;
}

/** A time that is kept for somebody whose card the booth has; they say yes or no. */
export function OfferTime({ lead, booth }: Props) {
	const t = boardWords.value;
	const slots = useTopic('booth', booth).table('slot').value;
	const [isOpen, setOpen] = useState(false);
	const [offered, setOffered] = useState<number>();
	const now = second.value;
	const times = givable(slots.values(), now);
	if (lead.state === 'withdrawn' || lead.is_blocked || times.length === 0) return null;
	if (offered !== undefined) {
		return <p role="status">{t.timeOffered(dates.value.dayAndTime(offered))}</p>;
	}
	return (
		<section class="stack">
			<div class="actions">
				<Button
					icon="calendar-check"
					isPressed={isOpen}
					onClick={() => setOpen(!isOpen)}
					testId="offer-time"
				>
					{t.offerTime}
				</Button>
			</div>
			{isOpen && (
				<ul class="slots">
					{times.map(slot => (
						<li key={slot.id}>
							<Action
								run={() => send('slot.offer', { slot: slot.id, student: lead.account })}
								onDone={() => setOffered(slot.starts_ms)}
								label={t.offerAt(dates.value.dayAndTime(slot.starts_ms))}
								testId="offer-slot"
							>
								{dates.value.time(slot.starts_ms)}
							</Action>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

/** What may be had now, one a moment. What opens later is the coordinators' to give. */
function givable(slots: Iterable<SlotView>, now: number): readonly SlotView[] {
	const moments = new Map<number, SlotView>();
	for (const slot of slots) {
		if (slot.starts_ms > now && slot.is_free) moments.set(slot.starts_ms, slot);
	}
	return [...moments.values()].sort((a, b) => a.starts_ms - b.starts_ms);
}
