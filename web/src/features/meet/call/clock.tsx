import { useEffect, useRef } from 'preact/hooks';
import { announce, announceNow } from '../../../app/announcer';
import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { clock } from '../../../i18n/format';
import { me, call as send } from '../../../state/client';
import { second } from '../../../state/time';
import { Action } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import { type Countdown, countdown, mayExtend, warningPassed } from './countdown';
import { otherOf } from './other';

/** The clock of both sides, and the wish for two more minutes. */
export function CallClock({ call }: { readonly call: Call }) {
	const t = callWords.value;
	const now = countdown(call, second.value);
	useWarnings(now);
	const share = now.wholeMs > 0 ? Math.min(1, now.leftMs / now.wholeMs) : 0;
	const isCounting = now.is === 'running' || now.is === 'stopped' || now.is === 'rounding_off';
	return (
		<div class="call-clock" data-state={now.is} data-testid="call-clock">
			<progress
				class="call-progress"
				max={1}
				value={now.is === 'rounding_off' ? 0 : share}
				aria-hidden="true"
			/>
			{isCounting && (
				<div class="call-clock-row">
					<div>
						<p
							class="call-left"
							role="timer"
							aria-live="off"
							aria-label={t.clock}
							data-testid="call-left"
						>
							{clock(now.leftMs)}
						</p>
						<p>
							{now.is === 'rounding_off' && t.roundOff}
							{now.is === 'stopped' && t.clockStopped}
							{now.is === 'running' && t.leftOf(now.wholeMs)}
						</p>
					</div>
					{/* By state: why it was refused in one says nothing about the next. */}
					{mayExtend(call) && <Extend key={call.state} call={call} />}
				</div>
			)}
		</div>
	);
}

/** One side asks, the other agrees: the same command, in other words. */
function Extend({ call }: { readonly call: Call }) {
	const t = callWords.value;
	const askedByMe = call.asked_by !== undefined && call.asked_by === me.value?.account;
	const askedByThem = call.asked_by !== undefined && !askedByMe;
	const run = () => send('call.extend', { call: call.id });
	return (
		<div class="call-extend">
			{askedByThem && <p role="status">{t.extendAgree(otherOf(call))}</p>}
			<Action
				run={run}
				why={askedByMe ? t.extendAsked : undefined}
				shortcut={keyed('E')}
				look={askedByThem ? 'main' : 'plain'}
				testId="extend"
			>
				{askedByThem ? t.extendYes : askedByMe ? t.extendAsked : t.extend}
				{call.asked_by === undefined && <span class="visually-hidden">: {t.extendAsk}</span>}
			</Action>
		</div>
	);
}

/** Numbers that run are not live regions; two marks and the end are said. */
function useWarnings(now: Countdown): void {
	const before = useRef(now);
	useEffect(() => {
		const t = callWords.peek();
		const { is, leftMs } = before.current;
		before.current = now;
		if (now.is === 'rounding_off' && is !== 'rounding_off') announceNow(t.roundOffSaid);
		if (now.is !== 'running' || is !== 'running') return;
		const mark = warningPassed(leftMs, now.leftMs);
		if (mark === 120_000) announce(t.twoMinutes, 'clock');
		if (mark === 30_000) announceNow(t.halfMinute);
	}, [now.is, now.leftMs]);
}
