import { useEffect, useRef } from 'preact/hooks';
import { NotFound } from '../../app/outlet';
import { idOf, navigate } from '../../app/router';
import type { Screen } from '../../app/routes';
import { Chat } from '../../features/chat/chat';
import { AfterTalk } from '../../features/meet/call/after_talk';
import { current, enterCall } from '../../features/meet/call/current';
import { Stage } from '../../features/meet/call/stage';
import { useUnread } from '../../features/meet/call/unread';
import type { Call as CallItem } from '../../gen/protocol';
import { callWords } from '../../i18n/call';
import { me } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Button } from '../../ui/action';
import { useIsOnScreen } from '../../ui/on_screen';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';

export const Call: Screen = ({ params }) => {
	const id = idOf(params.call);
	return id ? <CallScreen id={id} /> : <NotFound />;
};

/** A student's side of a call. Its address survives a reload: the page simply joins again. */
function CallScreen({ id }: { readonly id: number }) {
	const t = callWords.value;
	const topic = useTopic('call', id);
	const call = topic.table('call').value.get(id);
	const isTalking = call !== undefined && call.state !== 'ended' && call.state !== 'ringing';
	const booth = call?.booth;
	const isMine = call?.student === me.value?.account;
	useEffect(() => {
		// Recruiters talk at their desk, with the line and their notes beside it.
		if (!isMine && booth !== undefined) navigate(`/console/${booth}`, 'replace');
		else if (isMine && isTalking) enterCall(id);
	}, [id, isTalking, isMine, booth]);
	if (topic.refusal.value?.code === 'not_found') return <AfterTalk />;
	if (!call) {
		return (
			<Page title={t.connecting}>
				<Pending of={topic} />
			</Page>
		);
	}
	if (call.state === 'ended') return <AfterTalk call={call} />;
	return (
		<Page title={t.title(call.recruiter_name)} isTitleHidden isWide testId="call-screen">
			<Talk call={call} />
		</Page>
	);
}

function Talk({ call }: { readonly call: CallItem }) {
	const t = callWords.value;
	const text = useRef<HTMLDivElement>(null);
	const isUnread = useUnread(call, useIsOnScreen(text));
	const session = current.value;
	return (
		<div class="call-screen">
			{session && (
				<Stage
					session={session}
					call={call}
					name={call.recruiter_name}
					news={
						isUnread && (
							<Button
								look="main"
								icon="message-circle"
								onClick={() => text.current?.scrollIntoView()}
								testId="new-message"
							>
								{t.newMessage}
							</Button>
						)
					}
				/>
			)}
			<div class="card" ref={text}>
				<Chat chat={call.chat} title={t.chatTitle(call.recruiter_name)} isBesideTalk />
			</div>
		</div>
	);
}
