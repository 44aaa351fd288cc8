import type { Result } from '../net/wire';
import { Action, Button } from './action';

interface Props {
	readonly question: string;
	readonly yes: string;
	readonly no: string;
	readonly run: () => Promise<Result<unknown>>;
	readonly onDone: () => void;
	readonly onNo: () => void;
	readonly testId: string;
}

/** A question before something that cannot be taken back, and a way out of it. */
export function Sure({ question, yes, no, run, onDone, onNo, testId }: Props) {
	return (
		<div class="stack sure">
			<p role="alert">{question}</p>
			<div class="actions">
				<Action look="danger" run={run} onDone={onDone} testId={`${testId}-sure`}>
					{yes}
				</Action>
				<Button onClick={onNo} testId={`${testId}-not`}>
					{no}
				</Button>
			</div>
		</div>
	);
}
