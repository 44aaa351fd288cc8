import { useEffect } from 'preact/hooks';
import { NotFound } from '../../app/outlet';
import { idOf, navigate } from '../../app/router';
import type { Screen } from '../../app/routes';
import { Chat } from '../../features/chat/chat';
import { AfterTalk } from '../../features/meet/call/after_talk';
import { current, enterCall } from '../../features/meet/call/current';
import { Stage } from '../../features/meet/call/stage';
import { callWords } from '../../i18n/call';
import { isStudent } from '../../state/me';
import { useTopic } from '../../state/topics';
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
	const isMine = isStudent.value;
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
	const session = current.value;
	return (
		<Page title={t.title(call.recruiter_name)} isTitleHidden isWide testId="call-screen">
			<div class="call-screen">
				{session && <Stage session={session} call={call} name={call.recruiter_name} />}
				<div class="card">
					<Chat chat={call.chat} title={t.chatTitle(call.recruiter_name)} />
				</div>
			</div>
		</Page>
	);
}
