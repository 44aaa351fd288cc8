import { useState } from 'preact/hooks';
import { longest, type ReportReason } from '../../gen/protocol';
import { safetyWords } from '../../i18n/safety';
import { call as send } from '../../state/client';
import { isStudent } from '../../state/me';
import { Action } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { TextField } from '../../ui/field';

const reasons: readonly ReportReason[] = ['rude', 'unsafe', 'fake', 'other'];

export function ReportForm({ call }: { readonly call: number }) {
	const t = safetyWords.value;
	const [reason, setReason] = useState<ReportReason>();
	const [text, setText] = useState('');
	const [isBlocked, setBlocked] = useState(false);
	const [isSent, setSent] = useState(false);
	if (isSent) return <p role="status">{t.sent}</p>;
	return (
		<form class="stack" onSubmit={event => event.preventDefault()}>
			<p>{t.who}</p>
			<Choice<ReportReason>
				legend={t.reason}
				columns={2}
				testId="report-reason"
				value={reason}
				options={reasons.map(value => ({ value, text: t.reasons[value] }))}
				onChange={setReason}
			/>
			<TextField
				label={t.text}
				rows={4}
				maxLength={longest['call.report'].text}
				value={text}
				onChange={setText}
				testId="report-text"
			/>
			<label class="check">
				<input
					type="checkbox"
					checked={isBlocked}
					data-testid="report-block"
					onChange={event => setBlocked(event.currentTarget.checked)}
				/>
				{isStudent.value ? t.noMoreBooth : t.noMoreStudent}
			</label>
			<div class="actions">
				<Action
					look="main"
					icon="send"
					type="submit"
					why={reason ? undefined : t.reason}
					run={() =>
						send('call.report', {
							call,
							reason: reason ?? 'other',
							text: text.trim(),
							is_blocked: isBlocked,
						})
					}
					onDone={() => setSent(true)}
					testId="send-report"
				>
					{t.send}
				</Action>
			</div>
		</form>
	);
}
