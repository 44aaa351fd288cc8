import type { Message } from '../../gen/protocol';
import { safetyWords } from '../../i18n/safety';
import { call } from '../../state/client';
import { isAt, partAt } from '../../state/me';
import { Action } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { walkedFair } from '../fair/walked';
import { ReportForm } from './report_form';
import { Restrain } from './restrain';
import './safety.css';

interface Props {
	readonly message: Message;
	/** What two people write each other beside a talk nobody hides. */
	readonly isBesideTalk: boolean;
	readonly onClose: () => void;
}

/** What one can do about a message: tell the organiser; staff can hide it, and the organiser more. */
export function AboutMessage({ message, isBesideTalk, onClose }: Props) {
	const t = safetyWords.value;
	const fair = walkedFair.value;
	const isOrganiser = isAt(fair, 'organiser');
	return (
		<Dialog title={t.message(message.name)} onClose={onClose} testId="about-message-dialog">
			<div class="stack told">
				{message.text && <blockquote>{message.text}</blockquote>}
				{partAt(fair)?.role !== 'student' && !isBesideTalk && <Hide message={message} />}
				{fair !== undefined && isOrganiser && !message.is_staff && (
					<Restrain fair={fair} student={message.author} onDone={onClose} />
				)}
				{!isOrganiser && !message.is_hidden && <ReportForm about={{ message: message.id }} />}
			</div>
		</Dialog>
	);
}

/** A message out of everybody's sight, or back. */
export function Hide({ message }: { readonly message: Pick<Message, 'id' | 'is_hidden'> }) {
	const t = safetyWords.value;
	return (
		<div class="actions">
			<Action
				run={() => call('message.hide', { message: message.id, is_hidden: !message.is_hidden })}
				testId="hide-message"
			>
				{message.is_hidden ? t.show : t.hide}
			</Action>
		</div>
	);
}
