import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../app/announcer';
import { useLazy } from '../../app/lazy';
import { longest } from '../../gen/longest';
import type { Message, Typing } from '../../gen/protocol';
import { dates } from '../../i18n';
import { meetWords } from '../../i18n/meet';
import type { WireError } from '../../net/wire';
import { call, me } from '../../state/client';
import { useTopic, type View } from '../../state/topics';
import { Button, Failure } from '../../ui/action';
import { useBefore } from '../../ui/before';
import { Pending } from '../../ui/state';
import { draftOf, keepDraft } from './drafts';
import './chat.css';

const TYPING_EVERY_MS = 3_000;
const TYPING_LASTS_MS = 5_000;

interface Props {
	readonly chat: number;
	readonly title: string;
	readonly isTitleHidden?: boolean;
	readonly isReadOnly?: boolean;
	/** Beside a talk it is of two people. */
	readonly isBesideTalk?: boolean;
}

/** A chat: its newest messages, and a line to write the next. What people type is text, never markup. */
export function Chat({ chat, title, isTitleHidden, isReadOnly, isBesideTalk = false }: Props) {
	const t = meetWords.value.chat;
	const topic = useTopic('chat', chat);
	const messages = [...topic.table('message').value.values()].sort((a, b) => a.id - b.id);
	const typing = useTyping(topic);
	const log = useRef<HTMLUListElement>(null);
	useStickToEnd(log, messages.length);
	const wasReadOnly = useBefore(isReadOnly);
	useEffect(() => {
		if (isReadOnly && wasReadOnly === false && draftOf(chat)) announce(t.closed, `chat ${chat}`);
	}, [isReadOnly]);
	return (
		<section class="chat" data-testid="chat">
			<h2 class={isTitleHidden ? 'visually-hidden' : undefined}>{title}</h2>
			<Pending of={topic} />
			{topic.isReady.value && !topic.refusal.value && messages.length === 0 && (
				<p class="meta">{isReadOnly ? t.noneCame : t.none}</p>
			)}
			{/* role=log would be read on every message of a busy booth; the list is there to be read at leisure. */}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
			<ul class="chat-log" ref={log} tabIndex={0} aria-label={t.log}>
				{messages.map(message => (
					<Line key={message.id} message={message} isBesideTalk={isBesideTalk} />
				))}
			</ul>
			<p class="meta chat-typing">{typing && t.typing(typing)}</p>
			{!topic.refusal.value && !isReadOnly && <Compose chat={chat} />}
			{isReadOnly && <Unsent chat={chat} />}
		</section>
	);
}

interface AboutProps {
	readonly message: Message;
	readonly isBesideTalk: boolean;
}

function Line({ message, isBesideTalk }: AboutProps) {
	const t = meetWords.value.chat;
	const isMine = message.author === me.value?.account;
	return (
		<li
			class="chat-line"
			data-mine={isMine}
			data-staff={message.is_staff}
			data-testid="chat-message"
		>
			<p class="meta">
				<b>{isMine ? t.you : message.name}</b>
				{message.is_staff && !isMine && ` (${t.staff})`} · {dates.value.time(message.at_ms)}
			</p>
			{message.is_hidden ? <p class="meta">{t.hidden}</p> : <p class="chat-text">{message.text}</p>}
			{!isMine && <About message={message} isBesideTalk={isBesideTalk} />}
		</li>
	);
}

const actions = () => import('../safety/about_message');

/** What one can do about somebody else's message: fetched when somebody wants to. */
function About({ message, isBesideTalk }: AboutProps) {
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button
				look="quiet"
				icon="ellipsis"
				label={meetWords.value.chat.about(message.name)}
				onClick={() => setOpen(true)}
				testId="about-message"
			/>
			{isOpen && (
				<AboutDialog message={message} isBesideTalk={isBesideTalk} onClose={() => setOpen(false)} />
			)}
		</>
	);
}

interface AboutDialogProps extends AboutProps {
	readonly onClose: () => void;
}

function AboutDialog(props: AboutDialogProps) {
	const loaded = useLazy(actions);
	return loaded.state === 'here' ? <loaded.value.AboutMessage {...props} /> : null;
}

/** Words that were still in the field when the chat closed: to read, and to take along. */
function Unsent({ chat }: { readonly chat: number }) {
	const text = draftOf(chat).trim();
	if (!text) return null;
	return (
		<div data-testid="chat-unsent">
			<p class="meta">{meetWords.value.chat.unsent}</p>
			<p class="chat-text">{text}</p>
		</div>
	);
}

function Compose({ chat }: { readonly chat: number }) {
	const t = meetWords.value.chat;
	const [text, setText] = useState(draftOf(chat));
	const [error, setError] = useState<WireError>();
	const [isBusy, setBusy] = useState(false);
	const typedAt = useRef(0);
	const write = (value: string) => {
		setText(value);
		keepDraft(chat, value);
	};
	const type = (value: string) => {
		write(value);
		if (!value || Date.now() - typedAt.current < TYPING_EVERY_MS) return;
		typedAt.current = Date.now();
		void call('chat.typing', { chat });
	};
	const send = async () => {
		const trimmed = text.trim();
		if (!trimmed || isBusy) return;
		setBusy(true);
		setError(undefined);
		const result = await call('chat.post', { chat, text: trimmed });
		setBusy(false);
		// What was refused stays in the field, so that nothing has to be typed twice.
		if (result.ok) write('');
		else setError(result.error);
	};
	return (
		<form
			class="chat-form"
			onSubmit={event => {
				event.preventDefault();
				void send();
			}}
		>
			<label class="visually-hidden" for={`chat-${chat}`}>
				{t.label}
			</label>
			<input
				id={`chat-${chat}`}
				placeholder={t.label}
				autocomplete="off"
				maxLength={longest['chat.post'].text}
				value={text}
				data-testid="chat-input"
				onInput={event => type(event.currentTarget.value)}
			/>
			<Button
				look="main"
				icon="send"
				type="submit"
				isBusy={isBusy}
				label={t.send}
				testId="chat-send"
			/>
			<Failure error={error} />
		</form>
	);
}

function useTyping(topic: View<'chat'>): string | undefined {
	const [name, setName] = useState<string>();
	useEffect(() => {
		let fade: ReturnType<typeof setTimeout> | undefined;
		const stop = topic.onTransient(({ item }) => {
			const typing = item as unknown as Typing;
			if (typing.account === me.peek()?.account) return;
			setName(typing.name);
			clearTimeout(fade);
			fade = setTimeout(() => setName(undefined), TYPING_LASTS_MS);
		});
		return () => {
			stop();
			clearTimeout(fade);
		};
	}, [topic]);
	return name;
}

/** New messages are shown to who reads at the end; who reads back is left alone. */
function useStickToEnd(list: { readonly current: HTMLElement | null }, count: number): void {
	const isAtEnd = useRef(true);
	useEffect(() => {
		const element = list.current;
		if (!element) return;
		const look = () => {
			isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
		};
		element.addEventListener('scroll', look, { passive: true });
		return () => element.removeEventListener('scroll', look);
	}, []);
	useLayoutEffect(() => {
		const element = list.current;
		if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
	}, [count]);
}
