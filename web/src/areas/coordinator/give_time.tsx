import { useState } from 'preact/hooks';
import type { SlotChoice, StudentProgress } from '../../gen/protocol';
import { dates } from '../../i18n';
import { boardWords } from '../../i18n/board';
import { fitWords } from '../../i18n/fit';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Action, Button, Failure } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { Empty } from '../../ui/state';
import '../../features/meet/agenda/agenda.css';

interface Props {
	readonly fair: number;
	readonly student: StudentProgress;
}

/** A time for a student, at a booth that fits them; they say yes or no to it themselves. */
export function GiveTime({ fair, student }: Props) {
	const t = boardWords.value.school;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button
				icon="calendar-check"
				label={t.giveLabel(student.name)}
				onClick={() => setOpen(true)}
				testId="give-time"
			>
				{t.give}
			</Button>
			{isOpen && (
				<Dialog
					isSheet
					title={t.giveTo(student.name)}
					onClose={() => setOpen(false)}
					testId="give-dialog"
				>
					<Choices fair={fair} student={student} />
				</Dialog>
			)}
		</>
	);
}

const EVERY_MS = 30_000;

function Choices({ fair, student }: Props) {
	const t = boardWords.value.school;
	const { value, error } = useAsked(
		() => call('slot.choices', { fair, student: student.id }),
		EVERY_MS,
		student.id,
	);
	const [given, setGiven] = useState<string>();
	if (given) return <p role="status">{given}</p>;
	return (
		<>
			<p>{t.giveText}</p>
			<Failure error={error} />
			{value?.choices.length === 0 && <Empty icon="calendar-check">{t.giveNone}</Empty>}
			<ul class="stack">
				{value?.choices.map(choice => (
					<li key={choice.booth.id}>
						<Choice
							choice={choice}
							student={student.id}
							onGiven={when => setGiven(t.given(choice.booth.name, when))}
						/>
					</li>
				))}
			</ul>
		</>
	);
}

interface ChoiceProps {
	readonly choice: SlotChoice;
	readonly student: number;
	readonly onGiven: (when: string) => void;
}

function Choice({ choice, student, onGiven }: ChoiceProps) {
	const t = boardWords.value;
	const { booth, times } = choice;
	const { time, dayAndTime } = dates.value;
	return (
		<article class="card stack">
			<h3>
				<a href={`/stand/${booth.id}`}>{booth.name}</a>
			</h3>
			<p class="meta">{booth.placement}</p>
			<p class="meta">{fitWords.value.because(booth.reasons, booth.learn)}</p>
			<ul class="slots">
				{times.map(({ slot, starts_ms, is_reserved }) => (
					<li key={slot}>
						<Action
							run={() => call('slot.offer', { slot, student })}
							onDone={() => onGiven(dayAndTime(starts_ms))}
							label={[t.offerAt(dayAndTime(starts_ms)), is_reserved && t.school.kept]
								.filter(Boolean)
								.join(' · ')}
							look={is_reserved ? 'main' : 'plain'}
							testId="give-slot"
						>
							{time(starts_ms)}
							{is_reserved && ` ${t.school.kept}`}
						</Action>
					</li>
				))}
			</ul>
		</article>
	);
}
