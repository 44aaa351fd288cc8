import { useState } from 'preact/hooks';
import type { QuietBooth, StudentProgress } from '../../gen/protocol';
import { coordinatorWords } from '../../i18n/coordinator';
import { fitWords } from '../../i18n/fit';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Action, Button, Failure } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { Empty } from '../../ui/state';

interface Props {
	readonly fair: number;
	readonly student: StudentProgress;
	readonly onAsked: () => void;
}

/** A place in the line of a quiet booth that fits; the student says yes or no to it themselves. */
export function OfferLine({ fair, student, onAsked }: Props) {
	const t = coordinatorWords.value;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button
				icon="ticket"
				label={t.lineLabel(student.name)}
				onClick={() => setOpen(true)}
				testId="offer-line"
			>
				{t.line}
			</Button>
			{isOpen && (
				<Dialog
					isSheet
					title={t.lineFor(student.name)}
					onClose={() => setOpen(false)}
					testId="line-dialog"
				>
					<Booths fair={fair} student={student} onAsked={onAsked} />
				</Dialog>
			)}
		</>
	);
}

/** Quiet is quiet for a moment. */
const EVERY_MS = 15_000;

function Booths({ fair, student, onAsked }: Props) {
	const t = coordinatorWords.value;
	const [asked, setAsked] = useState<string>();
	const { value, error } = useAsked(
		() => call('line.choices', { fair, student: student.id }),
		EVERY_MS,
		student.id,
	);
	if (asked)
		return (
			<p role="status" data-testid="line-asked">
				{t.lineAsked(asked)}
			</p>
		);
	return (
		<>
			<p>{t.lineText}</p>
			<Failure error={error} />
			{value?.booths.length === 0 && <Empty icon="ticket">{t.lineNone}</Empty>}
			<ul class="stack">
				{value?.booths.map(booth => (
					<li key={booth.id}>
						<Booth
							booth={booth}
							student={student}
							onAsked={() => {
								setAsked(booth.name);
								onAsked();
							}}
						/>
					</li>
				))}
			</ul>
		</>
	);
}

interface BoothProps {
	readonly booth: QuietBooth;
	readonly student: StudentProgress;
	readonly onAsked: () => void;
}

function Booth({ booth, student, onAsked }: BoothProps) {
	const t = coordinatorWords.value;
	return (
		<article class="card stack">
			<h3>
				<a href={`/stand/${booth.id}`}>{booth.name}</a>
			</h3>
			<p class="meta">{booth.placement}</p>
			<p class="meta">{fitWords.value.because(booth.reasons, booth.learn)}</p>
			<Action
				run={() => call('line.offer', { booth: booth.id, student: student.id })}
				onDone={onAsked}
				label={t.lineAskLabel(student.name, booth.name)}
				look="main"
				testId="ask-line"
			>
				{t.lineAsk}
			</Action>
		</article>
	);
}
