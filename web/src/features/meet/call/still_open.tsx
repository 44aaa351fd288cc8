import { callWords } from '../../../i18n/call';
import { Chat } from '../../chat/chat';

/** The text beside a talk that is over: who has one thing more to say can, until the next talk begins. */
export function StillOpen({ chat }: { readonly chat: number }) {
	const t = callWords.value;
	return (
		<div class="card stack still-open" data-testid="still-open">
			<Chat key={chat} chat={chat} title={t.chatTitle} />
			<p class="meta">{t.stillOpen}</p>
		</div>
	);
}
