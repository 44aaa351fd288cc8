import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { WireError } from '../net/wire';
import './field.css';

/** To the field of a form that a refusal is about, found by its name. */
export function focusField(form: HTMLFormElement | null, { field }: WireError): void {
	const found = form?.elements.namedItem(field?.split('.').at(-1) ?? '');
	if (found instanceof HTMLElement) found.focus();
}

interface Props {
	readonly label: string;
	readonly hint?: string;
	/** The control, with the id that the label points at and the hint's. */
	readonly children: (id: string, hintId: string | undefined) => ComponentChildren;
}

/** A label, a word of help and a control that belong together. */
export function Field({ label, hint, children }: Props) {
	const id = useId();
	const hintId = hint ? `${id}-hint` : undefined;
	return (
		<div class="field">
			<label for={id}>{label}</label>
			{hint && (
				<p class="meta" id={hintId}>
					{hint}
				</p>
			)}
			{children(id, hintId)}
		</div>
	);
}

interface TextProps {
	readonly label: string;
	/** What the server calls it. */
	readonly name?: string;
	readonly hint?: string;
	readonly value: string;
	readonly maxLength?: number;
	readonly rows?: number;
	readonly type?: 'text' | 'email' | 'date' | 'time';
	readonly testId?: string;
	readonly onChange: (value: string) => void;
}

export function TextField(props: TextProps) {
	const { label, name, hint, rows, value, maxLength, onChange, testId } = props;
	// The types of JSX know each type of input apart; the attributes here are common to all.
	const type = (props.type ?? 'text') as 'text';
	return (
		<Field label={label} {...(hint && { hint })}>
			{(id, hintId) =>
				rows ? (
					<textarea
						id={id}
						name={name}
						rows={rows}
						value={value}
						maxLength={maxLength}
						aria-describedby={hintId}
						data-testid={testId}
						onInput={event => onChange(event.currentTarget.value)}
					/>
				) : (
					<input
						id={id}
						name={name}
						type={type}
						value={value}
						maxLength={maxLength}
						aria-describedby={hintId}
						data-testid={testId}
						onInput={event => onChange(event.currentTarget.value)}
					/>
				)
			}
		</Field>
	);
}

interface NumberProps {
	readonly label: string;
	readonly name?: string;
	readonly value: number;
	readonly min: number;
	readonly max: number;
	readonly testId?: string;
	readonly onChange: (value: number) => void;
}

export function NumberField({ label, testId, onChange, ...rest }: NumberProps) {
	return (
		<Field label={label}>
			{id => (
				<input
					id={id}
					type="number"
					inputMode="numeric"
					{...rest}
					data-testid={testId}
					onInput={event => {
						const { valueAsNumber } = event.currentTarget;
						if (Number.isInteger(valueAsNumber)) onChange(valueAsNumber);
					}}
				/>
			)}
		</Field>
	);
}

interface SelectProps<T extends string> {
	readonly label: string;
	readonly hint?: string;
	readonly value: T;
	readonly options: readonly { readonly value: T; readonly text: string }[];
	readonly testId?: string;
	readonly onChange: (value: T) => void;
}

export function SelectField<T extends string>(props: SelectProps<T>) {
	const { label, hint, value, options, testId, onChange } = props;
	return (
		<Field label={label} {...(hint && { hint })}>
			{(id, hintId) => (
				<select
					id={id}
					value={value}
					aria-describedby={hintId}
					data-testid={testId}
					onChange={event => onChange(event.currentTarget.value as T)}
				>
					{options.map(option => (
						<option key={option.value} value={option.value}>
							{option.text}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
