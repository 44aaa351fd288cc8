import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../../../app/errors';
import type { Booth, Fair, PlannedSlot, SlotPlan, SlotView } from '../../../gen/protocol';
import { dates, timeZone } from '../../../i18n';
import { setupWords } from '../../../i18n/setup';
import { fromZoned, toZoned } from '../../../i18n/zoned';
import type { WireError } from '../../../net/wire';
import { call, serverNowMs } from '../../../state/client';
import { second } from '../../../state/time';
import { Action } from '../../../ui/action';
import { NumberField, SelectField, TextField } from '../../../ui/field';
import { secondWave } from './second_wave';

interface Typed {
	readonly day: string;
	readonly from: string;
	readonly until: string;
	readonly talk: number;
	readonly pause: number;
	readonly seats: number;
	readonly reserve: number;
	readonly isSecond: boolean;
	readonly secondDay: string;
	readonly secondTime: string;
}

/** Before it nobody could book, and no second wave would fit in. */
const SOON_MS = 5 * 60_000;

/** From the next whole quarter that the fair is open until it closes, in talks of the booth's length. */
function firstGuess(fair: Fair, booth: Booth): Typed {
	const QUARTER_MS = 15 * 60_000;
	const soon = Math.ceil((serverNowMs() + SOON_MS) / QUARTER_MS) * QUARTER_MS;
	const from = toZoned(Math.max(fair.opens_ms, soon), timeZone.value);
	return {
		day: from.day,
		from: from.time,
		until: toZoned(fair.closes_ms, timeZone.value).time,
		talk: Math.round(booth.talk_ms / 60_000),
		pause: 2,
		seats: 1,
		reserve: 20,
		isSecond: false,
		secondDay: '',
		secondTime: '',
	};
}

/** An evening may end after midnight. */
function planOf(typed: Typed): SlotPlan | undefined {
	const from = fromZoned(typed.day, typed.from, timeZone.value);
	let until = fromZoned(typed.day, typed.until, timeZone.value);
	const opens = fromZoned(typed.secondDay, typed.secondTime, timeZone.value);
	if (from === undefined || until === undefined) return undefined;
	if (typed.isSecond && opens === undefined) return undefined;
	if (until < from) until += 24 * 3_600_000;
	return {
		from_ms: from,
		until_ms: until,
		talk_minutes: typed.talk,
		pause_minutes: typed.pause,
		seats: typed.seats,
		reserve_percent: typed.reserve,
		...(typed.isSecond && opens !== undefined && { second_ms: opens }),
	};
}

interface Props {
	readonly booth: Booth;
	readonly fair: Fair;
	readonly slots: readonly SlotView[];
}

/** When a booth talks by appointment: seen before it is made, and what there is already. */
export function PlanEditor({ booth, fair, slots }: Props) {
	const t = setupWords.value.times;
	const [typed, setTyped] = useState(() => firstGuess(fair, booth));
	const [made, setMade] = useState<number>();
	const plan = planOf(typed);
	const preview = usePreview(booth.id, plan);
	const total = preview.slots.reduce((sum, slot) => sum + slot.seats, 0);
	const change = (some: Partial<Typed>) => {
		setMade(undefined);
		setTyped({ ...typed, ...some });
	};
	const make = async () => {
		if (!plan) return { ok: true, value: undefined } as const;
		const result = await call('slot.plan', { booth: booth.id, plan });
		if (result.ok) setMade(result.value.made);
		return result;
	};
	return (
		<section class="card stack" data-testid="plan-editor">
			<h2>{t.title}</h2>
			<p>{t.text}</p>
			<PlanFields typed={typed} onChange={change} />
			<div aria-live="polite">
				{preview.error ? (
					<p class="failure" data-testid="plan-error">
						{refusal(preview.error)}
					</p>
				) : (
					<h3>{t.preview(total)}</h3>
				)}
			</div>
			<Preview slots={preview.slots} />
			<div class="actions">
				{total > 0 && made === undefined && (
					<Action look="main" icon="calendar-check" run={make} testId="make-slots">
						{t.make(total)}
					</Action>
				)}
				{made !== undefined && (
					<p role="status" data-testid="slots-made">
						{t.made(made)}
					</p>
				)}
			</div>
			<Existing slots={slots} />
		</section>
	);
}

/** A plan is refused for a time that the others rule out: the field's name alone would explain nothing. */
function refusal(error: WireError): string {
	const wrong: Readonly<Record<string, string>> = setupWords.value.times.wrong;
	return wrong[error.field?.split('.').at(-1) ?? ''] ?? errorText(error);
}

interface FieldsProps {
	readonly typed: Typed;
	readonly onChange: (some: Partial<Typed>) => void;
}

const RESERVES = ['0', '10', '20', '30', '50'] as const;

function PlanFields({ typed, onChange }: FieldsProps) {
	const t = setupWords.value.times;
	return (
		<>
			<div class="field-row">
				<TextField
					type="date"
					label={t.date}
					value={typed.day}
					onChange={day => onChange({ day })}
				/>
				<TextField
					type="time"
					label={t.from}
					value={typed.from}
					onChange={from => onChange({ from })}
					testId="plan-from"
				/>
				<TextField
					type="time"
					label={t.until}
					value={typed.until}
					onChange={until => onChange({ until })}
					testId="plan-until"
				/>
			</div>
			<div class="field-row">
				<NumberField
					label={t.talk}
					value={typed.talk}
					min={1}
					max={60}
					onChange={talk => onChange({ talk })}
				/>
				<NumberField
					label={t.pause}
					value={typed.pause}
					min={0}
					max={60}
					onChange={pause => onChange({ pause })}
				/>
				<NumberField
					label={t.seats}
					value={typed.seats}
					min={1}
					max={20}
					onChange={seats => onChange({ seats })}
				/>
			</div>
			<SelectField
				label={t.reserve}
				hint={t.reserveHint}
				value={String(typed.reserve)}
				options={RESERVES.map(value => ({
					value: value as string,
					text: value === '0' ? t.none : t.percent(Number(value)),
				}))}
				onChange={value => onChange({ reserve: Number(value) })}
				testId="plan-reserve"
			/>
			<label class="check">
				<input
					type="checkbox"
					checked={typed.isSecond}
					data-testid="plan-second"
					onChange={event => {
						const guess = secondWave(typed.day, typed.from, serverNowMs(), timeZone.value);
						onChange({
							isSecond: event.currentTarget.checked,
							secondDay: guess.day,
							secondTime: guess.time,
						});
					}}
				/>
				<span>
					{t.second} <span class="meta">{t.secondHint}</span>
				</span>
			</label>
			{typed.isSecond && (
				<div class="field-row">
					<TextField
						type="date"
						label={t.secondOn}
						value={typed.secondDay}
						onChange={secondDay => onChange({ secondDay })}
					/>
					<TextField
						type="time"
						label={t.secondAt}
						value={typed.secondTime}
						onChange={secondTime => onChange({ secondTime })}
					/>
				</div>
			)}
		</>
	);
}

/** The server cuts the plan: what is shown is what would be made. */
function usePreview(booth: number, plan: SlotPlan | undefined) {
	const [shown, setShown] = useState<{ slots: readonly PlannedSlot[]; error?: WireError }>({
		slots: [],
	});
	const asked = JSON.stringify(plan);
	useEffect(() => {
		let isCurrent = true;
		if (plan) {
			void call('slot.preview', { booth, plan }).then(result => {
				if (!isCurrent) return;
				setShown(result.ok ? { slots: result.value.slots } : { slots: [], error: result.error });
			});
		} else {
			setShown({ slots: [], error: { code: 'missing_field' } });
		}
		return () => {
			isCurrent = false;
		};
	}, [booth, asked]);
	return shown;
}

function Preview({ slots }: { readonly slots: readonly PlannedSlot[] }) {
	const t = setupWords.value.times;
	const { time } = dates.value;
	const now = second.value;
	return (
		<ul class="slots" data-testid="plan-preview">
			{slots.map(slot => (
				<li key={slot.starts_ms} class="slot" data-free={!slot.is_reserved && slot.opens_ms <= now}>
					<span>
						{time(slot.starts_ms)}
						{slot.seats > 1 && ` × ${slot.seats}`}
					</span>
					<span class="meta">
						{slot.is_reserved ? t.reserved : slot.opens_ms <= now ? t.atOnce : opens(slot)}
					</span>
				</li>
			))}
		</ul>
	);
}

/** With its day only where that is another than the talk's own. */
function opens({ opens_ms, starts_ms }: Pick<SlotView, 'opens_ms' | 'starts_ms'>): string {
	const { day, time, dayAndTime } = dates.value;
	const isSameDay = day(opens_ms) === day(starts_ms);
	return setupWords.value.times.opens(isSameDay ? time(opens_ms) : dayAndTime(opens_ms));
}

function Existing({ slots }: { readonly slots: readonly SlotView[] }) {
	const t = setupWords.value.times;
	const { time, dayAndTime } = dates.value;
	const now = second.value;
	const coming = slots
		.filter(slot => slot.starts_ms > now)
		.sort((a, b) => a.starts_ms - b.starts_ms || a.id - b.id);
	return (
		<details data-testid="slots-there">
			<summary>{coming.length > 0 ? t.now(coming.length) : t.noneYet}</summary>
			<ul class="slots">
				{coming.map(slot => (
					<li key={slot.id} class="slot" data-free={slot.is_free} data-slot={slot.id}>
						<span>{time(slot.starts_ms)}</span>
						<span class="meta">{standing(slot, now)}</span>
						<Action
							icon="x"
							look="quiet"
							label={t.remove(dayAndTime(slot.starts_ms))}
							run={() => call('slot.remove', { slot: slot.id })}
							testId="remove-slot"
						/>
					</li>
				))}
			</ul>
		</details>
	);
}

function standing(slot: SlotView, now: number): string {
	const t = setupWords.value.times;
	if (slot.is_free) return t.free;
	if (slot.opens_ms <= now) return t.taken;
	return slot.is_reserved ? t.reserved : opens(slot);
}
