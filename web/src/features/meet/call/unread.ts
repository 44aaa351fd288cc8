import { useEffect, useState } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { me } from '../../../state/client';
import { useTopic } from '../../../state/topics';
import { otherOf } from './other';

/** Whether the other wrote something beside the talk that was not shown yet. That they wrote is said too. */
export function useUnread(call: Call, isShown: boolean): boolean {
	const { chat } = call;
	const [read, setRead] = useState(0);
	const newest = [...useTopic('chat', chat).table('message').value.values()]
		.filter(({ author }) => author !== me.value?.account)
		.reduce((last, { id }) => Math.max(last, id), 0);
	useEffect(() => {
		if (newest > 0) announce(callWords.peek().newMessageOf(otherOf(call)), `chat ${chat}`);
	}, [newest]);
	useEffect(() => {
		if (isShown) setRead(newest);
	}, [isShown, newest]);
	return !isShown && newest > read;
}
