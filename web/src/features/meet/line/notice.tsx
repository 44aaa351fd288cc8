import type { ComponentChildren } from 'preact';
import { path } from '../../../app/router';
import type { Handover } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { myBookings, myHandovers, myWatches } from '../../../state/topics';
import { Action } from '../../../ui/action';
import { OfferActions, offerText } from '../agenda/offer';

export function handoverText({ from, booth, recruiter_name, booth_name }: Handover): string {
	const t = meetWords.value.handover;
	return from === booth ? t.back(booth_name) : t.offer(recruiter_name, booth_name);
}

/** What a booth has to say to a student, on every screen until they react. */
export function Notices() {
	const t = meetWords.value;
	const back = myWatches.value.filter(
		({ id, line }) => line === 'open' && path.value !== `/stand/${id}`,
	);
	const offers = myBookings.value.filter(
		({ state, booth }) =>
			state === 'offered' && path.value !== `/stand/${booth}` && path.value !== '/agenda',
	);
	return (
		<>
			{offers.map(booking => (
				<Notice key={booking.id} text={offerText(booking)} testId="slot-offer">
					<OfferActions booking={booking} />
				</Notice>
			))}
			{myHandovers.value.map(handover => (
				<Notice
					key={handover.id}
					text={handoverText(handover)}
					note={handover.note}
					testId="handover"
				>
					<div class="actions">
						<Action
							look="main"
							run={() => call('handover.accept', { handover: handover.id })}
							testId="handover-accept"
						>
							{t.handover.accept}
						</Action>
						<Action
							run={() => call('handover.decline', { handover: handover.id })}
							testId="handover-decline"
						>
							{t.handover.decline}
						</Action>
					</div>
				</Notice>
			))}
			{back.map(({ id, booth_name }) => (
				<Notice key={id} text={t.watch.isBack(booth_name)} testId="back-again">
					<div class="actions">
						<a class="button" data-look="main" href={`/stand/${id}`}>
							{t.watch.go}
						</a>
						<Action run={() => call('booth.unwatch', { booth: id })} testId="back-again-close">
							{t.watch.notNow}
						</Action>
					</div>
				</Notice>
			))}
		</>
	);
}

interface Props {
	readonly text: string;
	readonly note?: string;
	readonly testId: string;
	readonly children: ComponentChildren;
}

function Notice({ text, note, testId, children }: Props) {
	return (
		<aside class="dock" aria-label={meetWords.value.watch.label} data-testid={testId}>
			<div class="card stack">
				<p>
					<strong>{text}</strong>
				</p>
				{note && <p>“{note}”</p>}
				{children}
			</div>
		</aside>
	);
}
