import { useState } from 'preact/hooks';
import type { Fair } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import type { Args } from '../../net/wire';
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

/** What a number is called on the line, and between which it may lie: see fair.set_rules. */
const NUMBERS = [
	['max_queues', 1, 10],
	['max_bookings', 1, 20],
	['max_talks', 1, 20],
	['ring_s', 15, 180],
	['put_back', 1, 10],
	['suspension_minutes', 1, 30],
	['no_show_minutes', 1, 15],
	['employer_minutes', 1, 15],
	['extensions', 0, 2],
	['wrap_up_s', 15, 600],
	['answer_hours', 1, 720],
	['retention_days', 1, 365],
] as const;

/** On the line a fair without a bound has none at all. */
const NO_BOUND = 0;
type Numbers = Required<Args<'fair.set_rules'>>;

interface RulesProps {
	readonly fair: Fair;
	readonly onDone: () => void;
	readonly button?: string;
}

export function RulesForm({ fair, onDone, button }: RulesProps) {
	const t = setupWords.value.rules;
	// What was not typed stays as it is by then: a bound may be widened from the dashboard meanwhile.
	const [typed, setTyped] = useState<Partial<Numbers>>({});
	const rules = { ...rulesOf(fair), ...typed };
	const { inside_most, ...others } = rules;
	const change = (more: Partial<Numbers>) => setTyped({ ...typed, ...more });
	return (
		<form class="stack rules" onSubmit={event => event.preventDefault()}>
			{NUMBERS.map(([name, min, max]) => (
				<NumberField
					key={name}
					label={t.numbers[name]}
					value={rules[name]}
					min={min}
					// What students were told when they showed their card is not made longer.
					max={name === 'retention_days' && fair.state !== 'planned' ? fair.retention_days : max}
					onChange={value => change({ [name]: value })}
				/>
			))}
			<label class="check">
				<input
					type="checkbox"
					checked={rules.is_blind}
					// What somebody has seen cannot be hidden again.
					disabled={fair.state !== 'planned'}
					data-testid="is-blind"
					onChange={event => change({ is_blind: event.currentTarget.checked })}
				/>
				{t.blind}
			</label>
			<Bound most={inside_most} onChange={most => change({ inside_most: most })} />
			<div class="actions">
				<Action
					look="main"
					type="submit"
					run={() => call('fair.set_rules', inside_most === NO_BOUND ? others : rules)}
					onDone={onDone}
					testId="save-rules"
				>
					{button ?? setupWords.value.save}
				</Action>
			</div>
		</form>
	);
}

const BOUND_FIRST = 500;

interface BoundProps {
	readonly most: number;
	readonly onChange: (most: number) => void;
}

/** How many students are inside at once, where that is bounded. */
function Bound({ most, onChange }: BoundProps) {
	const t = setupWords.value.rules;
	return (
		<>
			<label class="check">
				<input
					type="checkbox"
					checked={most !== NO_BOUND}
					data-testid="is-bounded"
					onChange={event => onChange(event.currentTarget.checked ? BOUND_FIRST : NO_BOUND)}
				/>
				{t.isBounded}
			</label>
			{most !== NO_BOUND && (
				<NumberField
					label={t.inside}
					value={most}
					min={1}
					max={100_000}
					testId="inside-most"
					onChange={onChange}
				/>
			)}
		</>
	);
}

function rulesOf(fair: Fair): Numbers {
	return {
		fair: fair.id,
		max_queues: fair.max_queues,
		max_bookings: fair.max_bookings,
		max_talks: fair.max_talks,
		answer_hours: Math.round(fair.answer_ms / HOUR_MS),
		ring_s: fair.ring_s,
		wrap_up_s: fair.wrap_up_s,
		suspension_minutes: fair.suspension_minutes,
		no_show_minutes: fair.no_show_minutes,
		employer_minutes: fair.employer_minutes,
		put_back: fair.put_back,
		extensions: fair.extensions,
		is_blind: fair.is_blind,
		retention_days: fair.retention_days,
		inside_most: fair.inside_most ?? NO_BOUND,
	};
}
