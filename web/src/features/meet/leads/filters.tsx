import { useId } from 'preact/hooks';
import type { ConsoleLead, Placement, TeamMember } from '../../../gen/protocol';
import { boardWords } from '../../../i18n/board';
import { type Filter, tagsOf } from './group';
import '../../../ui/field.css';

interface Props {
	readonly filter: Filter;
	readonly onChange: (filter: Filter) => void;
	readonly leads: readonly ConsoleLead[];
	readonly team: readonly TeamMember[];
	readonly placements: readonly Placement[];
}

/** Which leads are looked at. A filter that could only show everything or nothing is left out. */
export function Filters({ filter, onChange, leads, team, placements }: Props) {
	const t = boardWords.value;
	const id = useId();
	const tags = tagsOf(leads);
	const owners = [
		[0, t.all],
		...team.map(({ id, name }) => [id, name] as const),
		[-1, t.nobody],
	] as const;
	const about = [[0, t.all], ...placements.map(({ id, title }) => [id, title] as const)] as const;
	return (
		<search class="board-filters">
			<div class="field">
				<label for={`${id}-text`}>{t.find}</label>
				<input
					id={`${id}-text`}
					type="search"
					value={filter.text}
					data-testid="find-lead"
					onInput={event => onChange({ ...filter, text: event.currentTarget.value })}
				/>
			</div>
			{tags.length > 0 && (
				<Select
					label={t.tag}
					value={filter.tag}
					options={[['', t.all], ...tags.map(tag => [tag, tag] as const)]}
					onChange={tag => onChange({ ...filter, tag })}
					testId="filter-tag"
				/>
			)}
			<Select
				label={t.owner}
				value={filter.owner}
				options={owners}
				onChange={owner => onChange({ ...filter, owner: Number(owner) })}
				testId="filter-owner"
			/>
			{placements.length > 1 && (
				<Select
					label={t.placement}
					value={filter.placement}
					options={about}
					onChange={placement => onChange({ ...filter, placement: Number(placement) })}
					testId="filter-placement"
				/>
			)}
		</search>
	);
}

interface SelectProps {
	readonly label: string;
	readonly value: string | number;
	readonly options: readonly (readonly [string | number, string])[];
	readonly onChange: (value: string) => void;
	readonly testId: string;
}

function Select({ label, value, options, onChange, testId }: SelectProps) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<select
				id={id}
				value={value}
				data-testid={testId}
				onChange={event => onChange(event.currentTarget.value)}
			>
				{options.map(([key, text]) => (
					<option key={key} value={key}>
						{text}
					</option>
				))}
			</select>
		</div>
	);
}
