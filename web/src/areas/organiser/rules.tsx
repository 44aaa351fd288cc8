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

type Typed = Omit<Args<'fair.set_rules'>, 'fair'>;

interface RulesProps {
	readonly fair: Fair;
	readonly onDone: () => void;
	readonly button?: string;
}

export function RulesForm({ fair, onDone, button }: RulesProps) {
	const t = setupWords.value.rules;
	// What was not typed stays as it is by then: a colleague may have changed it meanwhile.
	const [typed, setTyped] = useState<Typed>({});
	const rules = { ...rulesOf(fair), ...typed };
	const change = (more: Typed) => setTyped({ ...typed, ...more });
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
			<Bound rules={rules} onChange={change} />
			<div class="actions">
				<Action
					look="main"
					type="submit"
					run={() => call('fair.set_rules', { fair: fair.id, ...typed })}
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
	readonly rules: Typed;
	readonly onChange: (typed: Typed) => void;
}

/** How many students are inside at once, where that is bounded. */
function Bound({ rules: { is_unbounded, inside_most }, onChange }: BoundProps) {
	const t = setupWords.value.rules;
	return (
		<>
			<label class="check">
				<input
					type="checkbox"
					checked={!is_unbounded}
					data-testid="is-bounded"
					onChange={event =>
						onChange(
							event.currentTarget.checked
								? { is_unbounded: false, inside_most: inside_most ?? BOUND_FIRST }
								: { is_unbounded: true },
						)
					}
				/>
				{t.isBounded}
			</label>
			{!is_unbounded && (
				<NumberField
					label={t.inside}
					value={inside_most ?? BOUND_FIRST}
					min={1}
					max={100_000}
					testId="inside-most"
					onChange={most => onChange({ inside_most: most })}
				/>
			)}
		</>
	);
}

function rulesOf(fair: Fair): Required<Omit<Typed, 'inside_most'>> & Typed {
	return {
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
		is_unbounded: fair.inside_most === undefined,
		...(fair.inside_most && { inside_most: fair.inside_most }),
	};
}
