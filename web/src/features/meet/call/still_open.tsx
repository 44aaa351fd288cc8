import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { Chat } from '../../chat/chat';
import { otherOf } from './other';

/** The text beside a talk that is over: who has one thing more to say can, until the next talk begins. */
export function StillOpen({ call }: { readonly call: Call }) {
	const t = callWords.value;
	const { chat, is_text_open: isOpen } = call;
	return (
		<div class="card stack still-open" data-testid="still-open">
			<Chat
				key={chat}
				chat={chat}
				title={t.chatTitle(otherOf(call))}
				isReadOnly={!isOpen}
				isBesideTalk
			/>
			<p class="meta">{isOpen ? t.stillOpen : t.textClosed}</p>
		</div>
	);
}
