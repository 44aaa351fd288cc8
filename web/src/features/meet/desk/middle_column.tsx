import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, ConsoleSeat } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { callWords } from '../../../i18n/call';
import { clock } from '../../../i18n/format';
import { staffWords } from '../../../i18n/staff';
import { call as send } from '../../../state/client';
import { second } from '../../../state/time';
import { useTopic } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import { Face } from '../../../ui/state';
import { Chat } from '../../chat/chat';
import { useFairState } from '../../fair/my_fair';
import { ReportButton } from '../../safety/report';
import { current, enterCall } from '../call/current';
import type { CallSession } from '../call/session';
import { Stage } from '../call/stage';
import { StillOpen } from '../call/still_open';
import { useUnread } from '../call/unread';
import { StudentCard } from '../card/student_card';
import { groupOf } from '../leads/group';
import type { Desk } from './desk';
import { Transfer } from './transfer';

/** The middle of the desk: the conversation, or what comes before and after it. */
export function MiddleColumn({ desk }: { readonly desk: Desk }) {
	const { call, seat } = desk;
	const isTalking = call !== undefined && call.state !== 'ringing' && call.state !== 'ended';
	const id = call?.id;
	useEffect(() => {
		if (isTalking && id !== undefined) enterCall(id);
	}, [id, isTalking]);
	const session = current.value;
	const card = desk.lead?.card;
	return (
		<section class="desk-middle stack">
			{isTalking && session && session.id === id ? (
				<Talk key={id} desk={desk} call={call} session={session} />
			) : (
				<>
					{call?.state === 'ringing' ? <Ringing call={call} /> : <Between desk={desk} />}
					{!isTalking && desk.talked && <StillOpen call={desk.talked} />}
				</>
			)}
			{seat && card && call && <StudentCard card={card} />}
			{call && call.state !== 'ringing' && (
				<ReportButton key={call.id} call={call.id} name={call.student_name} />
			)}
		</section>
	);
}

interface TalkProps {
	readonly desk: Desk;
	readonly call: Call;
	readonly session: CallSession;
}

function Talk({ desk, call, session }: TalkProps) {
	const t = callWords.value;
	const [isSending, setSending] = useState(false);
	const [isChatOpen, setChatOpen] = useState(false);
	const text = useRef<HTMLDivElement>(null);
	const isUnread = useUnread(call, isChatOpen);
	const isTextOnly = session.theirs.value.isTextOnly || session.sending.value.isTextOnly;
	useEffect(() => {
		if (isTextOnly) setChatOpen(true);
	}, [isTextOnly]);
	useEffect(() => {
		if (isChatOpen) text.current?.scrollIntoView({ block: 'nearest' });
	}, [isChatOpen]);
	return (
		<>
			<h2 class="visually-hidden">{t.title(call.student_name)}</h2>
			<Stage
				session={session}
				call={call}
				name={call.student_name}
				extraControls={
					<>
						<Button icon="users-round" onClick={() => setSending(true)} testId="transfer">
							{staffWords.value.transfer.button}
						</Button>
						<Button
							icon="message-circle"
							look={isUnread ? 'main' : 'plain'}
							isPressed={isChatOpen}
							onClick={() => setChatOpen(!isChatOpen)}
							testId="call-chat"
						>
							{isUnread ? t.newMessage : t.chat}
						</Button>
					</>
				}
			/>
			{isSending && <Transfer desk={desk} call={call} onClose={() => setSending(false)} />}
			{isChatOpen && (
				<div class="card call-text" ref={text}>
					<Chat chat={call.chat} title={t.chatTitle(call.student_name)} isBesideTalk />
				</div>
			)}
		</>
	);
}

function Ringing({ call }: { readonly call: Call }) {
	const t = staffWords.value.desk;
	const left = Math.max(0, Math.floor(((call.deadline_ms ?? 0) - second.value) / 1000));
	return (
		<div class="desk-quiet" data-testid="ringing">
			<Face name={call.student_name} />
			<h2>
				{call.number !== undefined && `${call.number} · `}
				{t.ringing(call.student_name)}
			</h2>
			<p role="timer" aria-live="off">
				{t.ringingLeft(left)}
			</p>
			{call.is_extra_minute_used && (
				<p data-testid="extra-minute">{t.extraMinute(call.student_name)}</p>
			)}
			<Action
				icon="undo-2"
				shortcut={keyed('S')}
				run={() => send('call.end', { call: call.id })}
				testId="take-back"
			>
				{t.takeBack}
			</Action>
		</div>
	);
}

function Between({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const { seat, call } = desk;
	if (seat?.state === 'wrap_up' && call) {
		const until = seat.until_ms ?? second.value;
		const left = Math.min(until - second.value, until - seat.since_ms);
		return (
			<div class="desk-quiet" data-testid="wrap-up">
				<h2>{t.wrapUp(call.student_name)}</h2>
				<p role="timer" aria-live="off">
					{t.wrapUpLeft(clock(left))}
				</p>
				<Action run={() => send('seat.resume', { seat: seat.id })} testId="wrap-up-done">
					{t.wrapUpDone}
				</Action>
			</div>
		);
	}
	return <Idle desk={desk} />;
}

/** Before, between and after the talks: what can be done now. */
function Idle({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const { seat, booth } = desk;
	// The booth's own: who works here may come first to another.
	const fair = useFairState(useTopic('booth', booth).table('booth').value.get(booth)?.fair);
	const owed = desk.leads.filter(lead => groupOf(lead) === 'owed').length;
	return (
		<div class="desk-quiet" data-testid="desk-idle" data-fair={fair}>
			<h2>{fair === 'closed' ? t.fairOver : idleTitle(seat)}</h2>
			{fair === 'planned' && <p>{t.fairNotOpen}</p>}
			{!seat && fair !== 'closed' && <p>{t.takeSeatText}</p>}
			{seat?.state === 'free' &&
				(seat.is_auto ? (
					<p>{t.autoOn}</p>
				) : (
					desk.line.length > 0 && (
						<p>
							{t.idleText} <span class="key-hint">{t.idleKey}</span>
						</p>
					)
				))}
			{!seat && fair !== 'closed' && (
				<Action
					look="main"
					isLarge
					icon="door-open"
					run={() => send('seat.take', { booth })}
					testId="take-seat"
				>
					{t.takeSeat}
				</Action>
			)}
			{owed > 0 && (
				<a href={`/console/${booth}/opvolgen`} data-testid="owed">
					{t.owed(owed)}
				</a>
			)}
		</div>
	);
}

function idleTitle(seat: ConsoleSeat | undefined): string {
	const t = staffWords.value.desk;
	if (!seat) return t.takeSeat;
	const isPaused = seat.state === 'paused' && seat.until_ms !== undefined;
	return isPaused ? t.paused(dates.value.time(seat.until_ms)) : t.idle;
}
