import { useState } from 'preact/hooks';
import { linkOf } from '../../features/students/address';
import type { StudentProgress } from '../../gen/protocol';
import { boardWords } from '../../i18n/board';
import { coordinatorWords } from '../../i18n/coordinator';
import { call } from '../../state/client';
import { Action } from '../../ui/action';

interface Props {
	readonly fair: number;
	readonly student: StudentProgress;
}

type Sent = { readonly is_mailed: boolean; readonly code?: string };

/** A mail that says how to come in; or, where there can be none, the link of the group to hand over. */
export function Resend({ fair, student }: Props) {
	const t = coordinatorWords.value;
	const [sent, setSent] = useState<Sent>();
	const run = async () => {
		const result = await call('student.resend', { fair, student: student.id });
		if (result.ok) setSent(result.value);
		return result;
	};
	if (!sent)
		return (
			<Action icon="send" label={t.resendLabel(student.name)} run={run} testId="resend">
				{t.resend}
			</Action>
		);
	if (sent.is_mailed)
		return (
			<p role="status" class="meta" data-testid="resent">
				{t.resent}
			</p>
		);
	return (
		<div role="status" class="stack" data-testid="hand-over">
			<p class="meta">{sent.code ? t.noMail : t.noLink}</p>
			{sent.code && <p>{linkOf(sent.code)}</p>}
			<a href={`/groepen/${fair}`}>{boardWords.value.school.links}</a>
		</div>
	);
}
