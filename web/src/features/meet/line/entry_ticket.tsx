import { useState } from 'preact/hooks';
import type { Entry } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { myBookings } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';
import { talkPath, usePlace } from './entry';
import { askToNotify, mayAsk } from './may_notify';
import { isInLine, meanwhile, Standing, Ticket } from './ticket';

interface Props {
	readonly entry: Entry;
	/** On the booth's own page, where its name is the title. */
	readonly isHere?: boolean;
}

/** My number at a booth, and what I can do with it. */
export function EntryTicket({ entry, isHere }: Props) {
	const place = usePlace(entry);
	const t = meetWords.value.line;
	const [isLeaving, setLeaving] = useState(false);
	const booked = myBookings.value.find(
		one => one.booth === entry.booth && one.state === 'checked_in',
	);
	const canLeave = entry.state !== 'in_call' && entry.state !== 'called';
	const isOut = entry.state === 'away' || entry.state === 'suspended';
	const note = meanwhile(entry, place);
	const talk = entry.state === 'in_call' ? talkPath.value : undefined;
	return (
		<Ticket
			number={entry.number}
			isNew={isHere === true}
			state={entry.state}
			testId="entry-ticket"
			stub={
				canLeave &&
				(isLeaving ? (
					<>
						<p role="alert">
							{booked ? t.leaveBooked(dates.value.time(booked.starts_ms)) : t.leaveSure}
						</p>
						<div class="actions">
							<Action
								look="ticket"
								run={() => call('queue.leave', { entry: entry.id })}
								testId="leave-sure"
							>
								{t.leaveYes}
							</Action>
							<Button look="ticket" onClick={() => setLeaving(false)}>
								{t.keep}
							</Button>
						</div>
					</>
				) : (
					<>
						{note && <p>{note}</p>}
						{!isOut && mayAsk.value && (
							<Button
								look="ticket"
								icon="bell-ring"
								onClick={() => void askToNotify()}
								testId="notify"
							>
								{t.notify}
							</Button>
						)}
						<div class="actions">
							{isOut ? (
								<Action
									look="main"
									run={() => call('queue.come_back', { entry: entry.id })}
									testId="come-back"
								>
									{t.comeBack}
								</Action>
							) : (
								<Action
									look="ticket"
									run={() => call('queue.step_away', { entry: entry.id })}
									testId="step-away"
								>
									{t.stepAway}
								</Action>
							)}
							<Button look="ticket" onClick={() => setLeaving(true)} testId="leave">
								{t.leave}
							</Button>
						</div>
					</>
				))
			}
		>
			{!isHere && (
				<h2 class="ticket-booth">
					<a href={`/stand/${entry.booth}`}>{entry.booth_name}</a>
				</h2>
			)}
			<Standing entry={entry} place={place} />
			{isInLine(entry, place) && entry.misses > 0 && (
				<p class="ticket-why" data-testid="put-back">
					{t.putBack(entry.put_back, entry.suspension_minutes)}
				</p>
			)}
			{talk && (
				<p class="ticket-why">
					<a class="button" data-look="ticket" href={talk} data-testid="to-talk">
						{t.toCall}
					</a>
				</p>
			)}
			{entry.recruiter_name && <p class="ticket-why">{t.handedTo(entry.recruiter_name)}</p>}
			{entry.note && (
				<p class="ticket-why" data-testid="hand-over-note">
					{t.wrote(entry.note)}
				</p>
			)}
		</Ticket>
	);
}
