import { useId, useState } from 'preact/hooks';
import type { ConsoleLead, Placement, TeamMember } from '../../../gen/protocol';
import { boardWords } from '../../../i18n/board';
import { Button } from '../../../ui/action';
import { draftOf } from '../desk/lead_form';
import '../../../ui/field.css';

const TAGS_MOST = 8;
const TAG_LONGEST = 30;

interface Props {
	readonly lead: ConsoleLead;
	readonly team: readonly TeamMember[];
	readonly placements: readonly Placement[];
	/** Tags in use at this booth: the same word for the same thing. */
	readonly known: readonly string[];
}

/** Whose lead it is, what it is about, and the team's own words for it; saved while choosing. */
export function LeadFacts({ lead, team, placements, known }: Props) {
	const t = boardWords.value;
	const id = useId();
	const draft = draftOf(lead);
	const mine = draft.mine.value;
	const owner = mine.owner ?? lead.owner ?? 0;
	const placement = mine.placement ?? lead.placement ?? 0;
	return (
		<div class="lead-form" data-testid="lead-facts">
			<div class="field">
				<label for={`${id}-owner`}>{t.owner}</label>
				<select
					id={`${id}-owner`}
					value={owner}
					data-testid="lead-owner"
					onChange={event => draft.change({ owner: Number(event.currentTarget.value) })}
				>
					{owner === 0 && <option value={0}>{t.nobody}</option>}
					{owner !== 0 && team.every(one => one.id !== owner) && (
						<option value={owner}>{lead.owner_name}</option>
					)}
					{team.map(one => (
						<option key={one.id} value={one.id}>
							{one.name}
						</option>
					))}
				</select>
			</div>
			<div class="field">
				<label for={`${id}-placement`}>{t.placement}</label>
				<select
					id={`${id}-placement`}
					value={placement}
					data-testid="lead-placement"
					onChange={event => draft.change({ placement: Number(event.currentTarget.value) })}
				>
					<option value={0}>{t.noPlacement}</option>
					{placements.map(one => (
						<option key={one.id} value={one.id}>
							{one.title}
						</option>
					))}
				</select>
			</div>
			<Tags
				tags={mine.tags ?? lead.tags}
				known={known}
				onChange={tags => draft.change({ tags: [...tags] })}
			/>
		</div>
	);
}

interface TagsProps {
	readonly tags: readonly string[];
	readonly known: readonly string[];
	readonly onChange: (tags: readonly string[]) => void;
}

function Tags({ tags, known, onChange }: TagsProps) {
	const t = boardWords.value;
	const id = useId();
	const [text, setText] = useState('');
	const tag = text.trim();
	const isFull = tags.length >= TAGS_MOST;
	const add = () => {
		setText('');
		if (tag && !tags.includes(tag)) onChange([...tags, tag]);
	};
	return (
		<fieldset class="choice stack field">
			<legend>{t.tags}</legend>
			{tags.length > 0 && (
				<ul class="suggestions">
					{tags.map(one => (
						<li key={one} data-testid="tag">
							<Button
								icon="x"
								label={t.dropTag(one)}
								onClick={() => onChange(tags.filter(other => other !== one))}
							>
								{one}
							</Button>
						</li>
					))}
				</ul>
			)}
			<p class="meta" id={`${id}-hint`}>
				{isFull ? t.tagsFull : t.tagsHint}
			</p>
			{!isFull && (
				<form
					class="actions"
					onSubmit={event => {
						event.preventDefault();
						add();
					}}
				>
					<label for={`${id}-new`}>{t.newTag}</label>
					<input
						id={`${id}-new`}
						type="text"
						value={text}
						maxLength={TAG_LONGEST}
						list={`${id}-known`}
						aria-describedby={`${id}-hint`}
						data-testid="new-tag"
						onInput={event => setText(event.currentTarget.value)}
					/>
					<datalist id={`${id}-known`}>
						{known
							.filter(one => !tags.includes(one))
							.map(one => (
								<option key={one} value={one} />
							))}
					</datalist>
					<Button type="submit" testId="add-tag">
						{t.addTag}
					</Button>
				</form>
			)}
		</fieldset>
	);
}
