import { useState } from 'preact/hooks';
import { longest } from '../../gen/longest';
import type { ReportReason } from '../../gen/protocol';
import { safetyWords } from '../../i18n/safety';
import { call } from '../../state/client';
import { isStudent } from '../../state/me';
import { Action } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { TextField } from '../../ui/field';

const reasons: readonly ReportReason[] = ['rude', 'unsafe', 'fake', 'other'];

/** Of a talk, or of a message. */
type Subject = { readonly call: number } | { readonly message: number };

export function ReportForm({ about }: { readonly about: Subject }) {
	const t = safetyWords.value;
	const [reason, setReason] = useState<ReportReason>();
	const [text, setText] = useState('');
	const [isBlocked, setBlocked] = useState(false);
	const [isSent, setSent] = useState(false);
	const tell = () => {
		const told = { reason: reason ?? ('other' as const), text: text.trim() };
		return 'call' in about
			? call('call.report', { ...about, ...told, is_blocked: isBlocked })
			: call('message.report', { ...about, ...told });
	};
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
			{'call' in about && (
				<label class="check">
					<input
						type="checkbox"
						checked={isBlocked}
						data-testid="report-block"
						onChange={event => setBlocked(event.currentTarget.checked)}
					/>
					{isStudent.value ? t.noMoreBooth : t.noMoreStudent}
				</label>
			)}
			<div class="actions">
				<Action
					look="main"
					icon="send"
					type="submit"
					why={reason ? undefined : t.reason}
					run={tell}
					onDone={() => setSent(true)}
					testId="send-report"
				>
					{t.send}
				</Action>
			</div>
		</form>
	);
}
