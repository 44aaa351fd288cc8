import { useRef, useState } from 'preact/hooks';
import type { FairDraft } from '../../../gen/protocol';
import { makingWords } from '../../../i18n/making';
import type { Result } from '../../../net/wire';
import { Action } from '../../../ui/action';
import { Choice } from '../../../ui/choice';
import { focusField, NumberField, TextField } from '../../../ui/field';
import { draftOf, type Typed } from './typed';

interface Props {
	readonly start: Typed;
	readonly zone: string;
	/** Its doors have opened: most stays as it is. */
	readonly hasOpened: boolean;
	readonly save: (draft: FairDraft) => Promise<Result<unknown>>;
	readonly onDone?: () => void;
	readonly button: string;
}

/** What a fair is: its name, its kind, its evening. */
export function FairForm({ start, zone, hasOpened, save, onDone, button }: Props) {
	const t = makingWords.value.fair;
	const [typed, setTyped] = useState(start);
	const change = (some: Partial<Typed>) => setTyped({ ...typed, ...some });
	const form = useRef<HTMLFormElement>(null);
	const run = async () => {
		const result = await save(draftOf(typed, zone));
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<form
			ref={form}
			class="card stack"
			data-testid="fair-form"
			onSubmit={event => event.preventDefault()}
		>
			{hasOpened && <p class="meta">{t.opened}</p>}
			<TextField
				name="name"
				label={t.name}
				hint={t.nameHint}
				value={typed.name}
				maxLength={120}
				onChange={name => change({ name })}
				testId="fair-name"
			/>
			{!hasOpened && (
				<>
					<Choice
						legend={t.kind}
						columns={2}
						value={typed.kind}
						options={(['internship', 'work_experience'] as const).map(value => ({
							value,
							text: t.kinds[value],
						}))}
						onChange={kind => change({ kind })}
						testId="fair-kind"
					/>
					<div class="field-row">
						<TextField
							type="date"
							name="opens_ms"
							label={t.day}
							value={typed.day}
							onChange={day => change({ day })}
							testId="fair-day"
						/>
						<TextField
							type="time"
							label={t.from}
							value={typed.from}
							onChange={from => change({ from })}
							testId="fair-from"
						/>
						<TextField
							type="time"
							name="closes_ms"
							label={t.until}
							value={typed.until}
							onChange={until => change({ until })}
							testId="fair-until"
						/>
					</div>
				</>
			)}
			<div class="field-row">
				<NumberField
					name="target"
					label={t.target}
					value={typed.target}
					min={0}
					max={1_000_000}
					onChange={target => change({ target })}
					testId="fair-target"
				/>
				<NumberField
					name="talk_minutes"
					label={t.talk}
					value={typed.talk_minutes}
					min={1}
					max={60}
					onChange={talk_minutes => change({ talk_minutes })}
				/>
			</div>
			<div class="actions">
				<Action look="main" type="submit" run={run} {...(onDone && { onDone })} testId="save-fair">
					{button}
				</Action>
			</div>
		</form>
	);
}
