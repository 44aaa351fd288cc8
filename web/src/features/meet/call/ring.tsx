import { useEffect, useRef } from 'preact/hooks';
import { announceNow } from '../../../app/announcer';
import { navigate } from '../../../app/router';
import { alertTitle } from '../../../app/title';
import type { Call } from '../../../gen/protocol';
import { dates, words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call, line } from '../../../state/client';
import { second } from '../../../state/time';
import { myBookings, myEntries } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { myTurn } from '../line/entry';
import { notify } from '../line/notify';
import { openBell, ringBell } from './bell';
import { earlyFor } from './early';
import './ring.css';

/** Being called: over everything, in every tab and device, until it is answered. */
export function Ring() {
	useEffect(openBell, []);
	const turn = myTurn.value;
	const isRinging = turn?.state === 'ringing' && !isLongOver(turn);
	return isRinging ? <Ringing key={turn.id} turn={turn} /> : null;
}

const LONG_OVER_MS = 5_000;

/** Without a line nobody tells us that the call was given up: a ring that cannot be answered must end. */
function isLongOver({ deadline_ms }: Call): boolean {
	return deadline_ms !== undefined && second.value > deadline_ms + LONG_OVER_MS;
}

const SAID_EVERY_S = 15;

function Ringing({ turn }: { readonly turn: Call }) {
	const t = meetWords.value.ring;
	const dialog = useRef<HTMLDialogElement>(null);
	const entry = myEntries.value.find(one => one.state === 'called');
	const early = earlyFor(turn.booth, myBookings.value, second.value);
	const left = Math.max(0, Math.floor(((turn.deadline_ms ?? 0) - second.value) / 1000));
	useEffect(() => {
		dialog.current?.showModal();
		const stopBell = ringBell();
		const stopNotice = notify(t.title, t.waitsFor(turn.recruiter_name, turn.booth_name));
		alertTitle.value = t.tabTitle;
		return () => {
			stopBell();
			stopNotice();
			alertTitle.value = undefined;
		};
	}, []);
	const isTold = left % SAID_EVERY_S === 0;
	useEffect(() => {
		if (isTold && left > 0) announceNow(`${t.title} ${t.left(left)}`);
	}, [isTold]);
	return (
		<dialog
			ref={dialog}
			class="ring"
			aria-labelledby="ring-title"
			aria-describedby="ring-text"
			data-testid="ring"
			// Escape must not lose a turn by accident: the three buttons are the ways out.
			onCancel={event => event.preventDefault()}
		>
			<div class="ring-paper">
				{turn.number !== undefined && <p class="ring-number">{turn.number}</p>}
				<h2 id="ring-title">{t.title}</h2>
				<p id="ring-text" class="ring-text">
					{t.waitsFor(turn.recruiter_name, turn.booth_name)}
				</p>
				<p role="timer" aria-live="off" class="ring-left" data-testid="ring-left">
					{t.left(left)}
				</p>
				{/* The page's own bar lies under this; whoever cannot answer must know why. */}
				<p role="status" class="ring-text" data-testid="ring-line">
					{!line.value.isUp && words.value.connection.searching}
				</p>
				<div class="ring-actions">
					<Action
						look="main"
						isLarge
						icon="phone-call"
						testId="ring-accept"
						run={() => call('call.accept', { call: turn.id })}
						onDone={() => navigate(`/gesprek/${turn.id}`)}
					>
						{t.accept}
					</Action>
					{!turn.is_extra_minute_used && (
						<Action
							look="ticket"
							testId="ring-minute"
							run={() => call('call.one_more_minute', { call: turn.id })}
						>
							{t.oneMoreMinute}
						</Action>
					)}
					<Action
						look="ticket"
						testId="ring-decline"
						run={() => call('call.decline', { call: turn.id })}
					>
						{t.decline}
					</Action>
					<p>
						{!turn.is_extra_minute_used && `${t.minuteIsFree} `}
						{early
							? t.earlyIsFree(dates.value.time(early.starts_ms))
							: entry &&
								(entry.misses > 0
									? t.skipAgain(entry.suspension_minutes)
									: t.skipOnce(entry.put_back))}
					</p>
				</div>
			</div>
		</dialog>
	);
}
