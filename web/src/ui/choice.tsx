import { useId } from 'preact/hooks';
import type { IconName } from '../gen/icons';
import { Icon } from './icon';
import './choice.css';

export interface Option<T extends string> {
	readonly value: T;
	readonly text: string;
	readonly icon?: IconName;
}

interface Props<T extends string> {
	readonly legend: string;
	readonly options: readonly Option<T>[];
	readonly value: T | undefined;
	readonly onChange: (value: T) => void;
	readonly columns?: number;
	readonly testId?: string;
}

/** One of a few: real radio buttons that look like buttons. */
export function Choice<T extends string>(props: Props<T>) {
	const { legend, options, value, onChange, columns, testId } = props;
	const name = useId();
	return (
		<fieldset class="choice" data-testid={testId} data-columns={columns}>
			<legend>{legend}</legend>
			<div class="choice-options">
				{options.map(option => (
					<label class="choice-option" key={option.value}>
						<input
							type="radio"
							name={name}
							value={option.value}
							checked={option.value === value}
							onChange={() => onChange(option.value)}
						/>
						{option.icon && <Icon name={option.icon} />}
						<span>{option.text}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
