import { useState } from 'preact/hooks';
import type { ConsoleSeat } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { staffWords } from '../../../i18n/staff';
import { me, call as send } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Dialog } from '../../../ui/dialog';
import { Face } from '../../../ui/state';
import { DeviceOffer } from '../device/offer';
import type { Desk } from './desk';

const PAUSES = [5, 10, 15, 30] as const;

/** Who is at the booth, and what my own seat can do. */
export function Team({ seats }: { readonly seats: readonly ConsoleSeat[] }) {
	const t = staffWords.value.desk;
	if (seats.length === 0) return null;
	return (
		<ul class="team" aria-label={t.team}>
			{seats.map(seat => (
				<li key={seat.id} class="person" data-state={seat.state} data-testid="team-seat">
					<Face name={seat.name} />
					<div>
						<p>
							<strong>{seat.name}</strong>
							{seat.account === me.value?.account && ` (${t.you})`}
						</p>
						<p class="meta">
							{seat.state === 'paused' && seat.until_ms
								? meetWords.value.booth.pausedUntil(dates.value.time(seat.until_ms))
								: t.seat[seat.state]}
						</p>
					</div>
				</li>
			))}
		</ul>
	);
}

export function SeatControls({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value.desk;
	const [isPausing, setPausing] = useState(false);
	const { seat } = desk;
	// Before anybody is called there is time to try it.
	if (!seat) return <DeviceOffer />;
	const isBusy = seat.state === 'in_call' || seat.state === 'ringing';
	return (
		<>
			<Action
				icon="refresh-cw"
				isPressed={seat.is_auto}
				run={() => send('seat.set_auto', { seat: seat.id, is_auto: !seat.is_auto })}
				testId="auto"
			>
				{t.auto}
			</Action>
			{seat.state === 'paused' ? (
				<Action
					look="main"
					icon="play"
					run={() => send('seat.resume', { seat: seat.id })}
					testId="resume"
				>
					{t.resume}
				</Action>
			) : (
				<Button
					icon="pause"
					why={isBusy ? t.firstFinish : undefined}
					onClick={() => setPausing(true)}
					testId="pause"
				>
					{t.pause}
				</Button>
			)}
			<Action
				icon="log-out"
				why={isBusy ? t.firstFinish : undefined}
				run={() => send('seat.leave', { seat: seat.id })}
				testId="leave-seat"
			>
				{t.leaveSeat}
			</Action>
			{isPausing && (
				<Dialog title={t.pauseTitle} onClose={() => setPausing(false)} testId="pause-dialog">
					<div class="actions">
						{PAUSES.map(minutes => (
							<Action
								key={minutes}
								run={() => send('seat.pause', { seat: seat.id, minutes })}
								onDone={() => setPausing(false)}
							>
								{t.pauseFor(minutes)}
							</Action>
						))}
					</div>
				</Dialog>
			)}
		</>
	);
}
