import { useEffect, useId, useState } from 'preact/hooks';
import { longest } from '../../../gen/longest';
import type { Answer, ConsoleLead, NextStep } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Choice } from '../../../ui/choice';
import { Badge } from '../../../ui/state';
import { Draft } from './draft';
import { snippets, toggleSnippet } from './snippets';
import '../../../ui/field.css';

/** A draft outlives its form: a recruiter walks from lead to lead while notes are being saved. */
const drafts = new Map<number, Draft>();

export function draftOf(lead: ConsoleLead): Draft {
	const known = drafts.get(lead.id);
	if (known) return known;
	const draft = new Draft(lead.id, {
		save: args => send('lead.save', args),
		storage: localStorage,
	});
	drafts.set(lead.id, draft);
	return draft;
}

interface Props {
	readonly lead: ConsoleLead;
	/** The single key that leads to the note. */
	readonly noteKey?: string | undefined;
}

/** Note, rating, next step and answer for one lead. Nothing here has a save button. */
export function LeadForm({ lead, noteKey }: Props) {
	const t = staffWords.value.lead;
	const id = useId();
	const draft = draftOf(lead);
	useEffect(() => draft.follow(lead), [draft, lead]);
	useEffect(() => () => void draft.flush(), [draft]);
	const shown = { ...lead, ...draft.mine.value };
	const textId = `${id}-note`;
	return (
		<div class="lead-form" data-testid="lead-form" data-lead={lead.id}>
			<div class="field">
				<label for={textId}>{t.note(lead.card.name)}</label>
				<textarea
					id={textId}
					rows={6}
					maxLength={longest['lead.save'].note}
					value={shown.note}
					aria-describedby={`${id}-hint`}
					aria-keyshortcuts={noteKey}
					data-testid="note"
					onInput={event => draft.change({ note: event.currentTarget.value })}
				/>
				<p class="meta" id={`${id}-hint`}>
					{t.noteHint} <Saving draft={draft} />
				</p>
			</div>
			<AnswerForm lead={lead} />
			<Choice
				legend={t.rating}
				columns={5}
				testId="rating"
				value={shown.rating > 0 ? String(shown.rating) : undefined}
				options={['1', '2', '3', '4', '5'].map(value => ({ value, text: value }))}
				onChange={value => draft.change({ rating: Number(value) })}
			/>
			<Choice<NextStep>
				legend={t.step}
				columns={2}
				testId="next-step"
				value={shown.next_step}
				options={stepsOf(t.steps)}
				onChange={next_step => draft.change({ next_step })}
			/>
			{shown.next_step && shown.next_step !== 'none' && (
				<div class="field">
					<label for={`${id}-on`}>{t.on}</label>
					<input
						id={`${id}-on`}
						type="date"
						value={shown.next_on_ms ? new Date(shown.next_on_ms).toISOString().slice(0, 10) : ''}
						onChange={event => {
							// Noon, so that no time zone moves it to another day.
							const on = Date.parse(`${event.currentTarget.value}T12:00:00Z`);
							if (Number.isFinite(on)) draft.change({ next_on_ms: on });
						}}
					/>
				</div>
			)}
		</div>
	);
}

function stepsOf(steps: Readonly<Record<NextStep, string>>) {
	return (Object.keys(steps) as NextStep[]).map(value => ({ value, text: steps[value] }));
}

export function Saving({ draft }: { readonly draft: Draft }) {
	const t = staffWords.value.lead;
	const state = draft.state.value;
	const at = draft.savedAtMs.value;
	return (
		<span role="status" data-testid="note-state" data-state={state}>
			{(state === 'waiting' || state === 'saving') && t.saving}
			{state === 'saved' && at !== undefined && t.saved(dates.value.time(at))}
			{state === 'kept' && t.kept}
		</span>
	);
}

/** Answers that were not sent yet: they outlive their form too, on this page. */
const unsent = new Map<number, Pick<ConsoleLead, 'answer' | 'reason'>>();

/** The answer that is owed to everybody who was spoken to; this one does need a press. */
function AnswerForm({ lead }: { readonly lead: ConsoleLead }) {
	const t = staffWords.value.lead;
	const id = useId();
	const known = unsent.get(lead.id) ?? lead;
	const [answer, setAnswer] = useState<Answer | undefined>(known.answer);
	const [reason, setReason] = useState(known.reason);
	const isSame = answer === lead.answer && reason.trim() === lead.reason;
	useEffect(() => {
		if (isSame) unsent.delete(lead.id);
		else unsent.set(lead.id, { ...(answer && { answer }), reason });
	}, [lead.id, isSame, answer, reason]);
	if (lead.state === 'queued') return null;
	const lacksReason = answer === 'no' && reason.trim() === '';
	const why = lacksReason ? t.reasonNeeded : !answer || isSame ? t.answer : undefined;
	return (
		<div class="answer-form" data-testid="answer-form">
			<Choice<Answer>
				legend={t.answer}
				testId="answer"
				value={answer}
				options={[
					{ value: 'yes', text: t.answers.yes, icon: 'thumbs-up' },
					{ value: 'maybe', text: t.answers.maybe, icon: 'circle-question-mark' },
					{ value: 'no', text: t.answers.no, icon: 'thumbs-down' },
				]}
				onChange={setAnswer}
			/>
			{answer && (
				<div class="field">
					<label for={id}>{t.reason}</label>
					<p class="meta" id={`${id}-hint`}>
						{t.reasonHint}
					</p>
					<textarea
						id={id}
						rows={3}
						maxLength={longest['lead.answer'].reason}
						value={reason}
						aria-describedby={`${id}-hint`}
						data-testid="reason"
						onInput={event => setReason(event.currentTarget.value)}
					/>
					<SnippetRow answer={answer} reason={reason} onReason={setReason} />
				</div>
			)}
			{lead.answer && (
				<p>
					<Badge tone="good" icon="circle-check">
						<span data-testid="answered">{t.sent(t.answers[lead.answer])}</span>
					</Badge>
				</p>
			)}
			{!lead.answer && lead.due_ms !== undefined && (
				<p class="meta">{t.due(dates.value.dayAndTime(lead.due_ms))}</p>
			)}
			{answer && !isSame && (
				<Action
					icon="send"
					why={why}
					run={() => send('lead.answer', { lead: lead.id, answer, reason: reason.trim() })}
					testId="send-answer"
				>
					{t.send}
				</Action>
			)}
		</div>
	);
}

interface SnippetProps {
	readonly answer: Answer;
	readonly reason: string;
	readonly onReason: (reason: string) => void;
}

/** Sentences at hand: some of ours, and those that this recruiter kept. */
function SnippetRow({ answer, reason, onReason }: SnippetProps) {
	const t = staffWords.value.lead;
	const text = reason.trim();
	const own = snippets.value[answer] ?? [];
	const texts = [...own, ...t.snippets[answer]];
	const isOwn = own.includes(text);
	const mayKeep = text !== '' && (isOwn || !texts.includes(text));
	return (
		<fieldset class="suggestions" data-testid="snippets">
			<legend class="visually-hidden">{t.snippetsLabel}</legend>
			{texts.map(one => (
				<Button key={one} isPressed={one === text} onClick={() => onReason(one)}>
					{one}
				</Button>
			))}
			{mayKeep && (
				<Button
					look="quiet"
					icon={isOwn ? 'x' : 'plus'}
					onClick={() => toggleSnippet(answer, text)}
					testId="keep-snippet"
				>
					{isOwn ? t.dropSnippet : t.keepSnippet}
				</Button>
			)}
		</fieldset>
	);
}
