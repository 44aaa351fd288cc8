import { useRef, useState } from 'preact/hooks';
import type { ExhibitorDraft } from '../../gen/protocol';
import { locale } from '../../i18n';
import { exhibitorWords } from '../../i18n/exhibitor';
import { useTopic } from '../../state/topics';
import { Action } from '../../ui/action';
import { focusField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty, Pending } from '../../ui/state';
import { post } from '../account/session';
import { useWalk } from '../fair/walked';
import { useMailMode } from '../mail/mode';
import { ExhibitorFields, freshIn } from './form';

/** Where an employer asks to take part in a fair. */
export function AskPage({ fair: id }: { readonly fair: number }) {
	const t = exhibitorWords.value.ask;
	const topic = useTopic('fair', id);
	const fair = topic.table('fair').value.get(id);
	const rooms = [...topic.table('room').value.values()].sort((a, b) => a.position - b.position);
	const [typed, setTyped] = useState<ExhibitorDraft>();
	const [isDone, setDone] = useState(false);
	const form = useRef<HTMLFormElement>(null);
	const isUnmailed = useMailMode() === 'off';
	const draft = typed ?? freshIn(rooms);
	useWalk(id);
	const send = async () => {
		// They are answered in what they asked in.
		const asked = { ...draft, locale: locale.peek() };
		const result = await post('exhibitor.ask', { fair: id, draft: asked });
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<Page
			title={t.title}
			testId="ask-page"
			above={
				<a class="back" href={`/beurs/${id}`}>
					<Icon name="arrow-left" />
					{fair?.name}
				</a>
			}
		>
			{!fair ? (
				<Pending of={topic} />
			) : isDone ? (
				<p class="prose" role="status" data-testid="ask-done">
					{isUnmailed ? t.doneUnmailed : t.done}
				</p>
			) : fair.state !== 'planned' || rooms.length === 0 ? (
				<Empty icon="info">{t.closed}</Empty>
			) : (
				<form ref={form} class="stack" noValidate onSubmit={event => event.preventDefault()}>
					<p class="prose">{isUnmailed ? t.textUnmailed : t.text}</p>
					<ExhibitorFields rooms={rooms} draft={draft} roomHint={t.roomHint} onChange={setTyped} />
					<div class="actions">
						<Action
							look="main"
							isLarge
							type="submit"
							run={send}
							onDone={() => setDone(true)}
							testId="send-ask"
						>
							{t.send}
						</Action>
					</div>
				</form>
			)}
		</Page>
	);
}
