import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { path } from '../../../app/router';
import type { Call } from '../../../gen/protocol';
import { toldWords } from '../../../i18n/told';
import { me } from '../../../state/client';
import { useTopic } from '../../../state/topics';
import { Notice } from './notice';
import { NewsVoice } from './voices';

/** The newest message after a talk that was on the screen. */
const read = signal(0);

/** What the recruiter still wrote after the talk, to who has left its page. */
export function AfterWord({ talk }: { readonly talk: Call }) {
	const t = toldWords.value;
	const page = `/gesprek/${talk.id}`;
	const isThere = path.value === page;
	const newest = [...useTopic('chat', talk.chat).table('message').value.values()]
		.filter(({ author, at_ms }) => author !== me.value?.account && at_ms >= (talk.ended_ms ?? 0))
		.reduce((last, { id }) => Math.max(last, id), 0);
	useEffect(() => {
		if (isThere) read.value = Math.max(read.value, newest);
	}, [isThere, newest]);
	if (isThere || newest <= read.value) return null;
	const text = t.afterWord(talk.recruiter_name, talk.booth_name);
	return (
		<Notice text={text} testId="after-word">
			<NewsVoice key={newest} text={text} about={`after word ${newest}`} />
			<div class="actions">
				<a class="button" data-look="main" href={page}>
					{t.readIt}
				</a>
			</div>
		</Notice>
	);
}
