import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../../../app/errors';
import { useLazy } from '../../../app/lazy';
import { longest } from '../../../gen/longest';
import type { Booth, Fair } from '../../../gen/protocol';
import { words } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { call, me } from '../../../state/client';
import { isAt } from '../../../state/me';
import { minute } from '../../../state/time';
import { myLeads, useTopic } from '../../../state/topics';
import { Action, Button } from '../../../ui/action';
import { Empty } from '../../../ui/state';
import { keptOut } from '../../doors/guest';
import { LineStanding } from '../../fair/line_standing';
import { isFreeNow } from '../../fair/order';
import { lobbyPath } from '../../fair/walked';
import { momentsOf } from '../agenda/moments';
import type { DeviceOffer } from '../device/offer';
import { activeEntries } from './entry';
import { EntryTicket } from './entry_ticket';
import { WatchButton } from './watch';
import '../../../ui/field.css';

/** A booth's line as a newcomer sees it, or one's own number in it. */
export function JoinLine({ booth }: { readonly booth: Booth }) {
	const t = meetWords.value;
	const fair = useTopic('fair', booth.fair).table('fair').value.get(booth.fair);
	const entry = activeEntries.value.find(one => one.booth === booth.id);
	// They look at it, and never stand in it.
	const isStaff = me.value !== undefined && !isAt(booth.fair, 'student');
	if (entry) {
		return (
			<>
				<EntryTicket entry={entry} isHere />
				<FirstCheck />
			</>
		);
	}
	return (
		<section class="card stack" data-testid="join-line">
			{!isStaff && <h2>{t.line.take}</h2>}
			<p>
				<LineStanding of={booth} />
			</p>
			<p class="meta">{t.booth.talk(booth.talk_ms)}</p>
			{isStaff ? null : fair && fair.state !== 'open' ? (
				<Empty icon="clock">{fair.state === 'closed' ? t.line.fairOver : t.line.fairPlanned}</Empty>
			) : !me.value ? (
				<Empty icon="lock">{t.line.visitor}</Empty>
			) : keptOut.value ? (
				<Empty icon="lock">{errorText({ code: keptOut.value })}</Empty>
			) : booth.line !== 'open' ? (
				<>
					<Empty icon="coffee">
						<p>{t.line.why[booth.line]}</p>
						<OrTime booth={booth.id} />
					</Empty>
					<Instead of={booth} isFull />
				</>
			) : (
				fair && <JoinForm booth={booth} fair={fair} />
			)}
		</section>
	);
}

/** That there are times to choose, where there are. */
function OrTime({ booth }: { readonly booth: number }) {
	const slots = useTopic('booth', booth).table('slot').value.values();
	const now = minute.value;
	const isTimeFree = momentsOf(slots, now).some(slot => slot.is_free && slot.opens_ms <= now);
	return isTimeFree ? <p>{meetWords.value.line.orTime}</p> : null;
}

interface InsteadProps {
	readonly of: Booth;
	/** For everybody, so that it can be told when it is not any more. */
	readonly isFull: boolean;
}

/** What who cannot stand in this line now can do. */
function Instead({ of, isFull }: InsteadProps) {
	return (
		<>
			{isFull && <WatchButton booth={of.id} />}
			<LeaveCard booth={of.id} />
			<Elsewhere fair={of.fair} />
		</>
	);
}

const quiet = () => import('./quiet');

/** Where else: who can talk at once, and the fair. */
function Elsewhere({ fair }: { readonly fair: number }) {
	const t = meetWords.value;
	const loaded = useLazy(quiet);
	return (
		<>
			{loaded.state === 'here' && <loaded.value.QuietBooths fair={fair} intro={t.quiet.instead} />}
			<p>
				<a href={lobbyPath.value} data-testid="elsewhere">
					{t.line.seeOthers}
				</a>
			</p>
		</>
	);
}

/** Fetched when it is of use: most who look at a booth do not wait there. Without it nothing is lost. */
function FirstCheck() {
	const [Offer, setOffer] = useState<typeof DeviceOffer>();
	useEffect(() => {
		import('../device/offer').then(
			found => setOffer(() => found.DeviceOffer),
			() => {},
		);
	}, []);
	return Offer ? <Offer isOnce /> : null;
}

const waysOut = () => import('../agenda/ways_out');

/** Who cannot wait here leaves their card: the booth can offer a time, or call them later. */
function LeaveCard({ booth }: { readonly booth: number }) {
	const t = meetWords.value.line;
	const lead = myLeads.value.find(one => one.booth === booth && one.state !== 'withdrawn');
	const out = useLazy(waysOut);
	if (lead) {
		return (
			<>
				<p role="status">{t.cardLeft}</p>
				{out.state === 'here' && <out.value.WaysOut lead={lead} />}
			</>
		);
	}
	return (
		<Action icon="briefcase" run={() => call('card.leave', { booth })} testId="leave-card">
			{t.leaveCard}
		</Action>
	);
}

interface JoinProps {
	readonly booth: Booth;
	readonly fair: Fair;
}

function JoinForm({ booth, fair }: JoinProps) {
	const t = meetWords.value.line;
	const [question, setQuestion] = useState('');
	const [refusal, setRefusal] = useState<string>();
	const join = async () => {
		const text = question.trim();
		const result = await call(
			'queue.join',
			text ? { booth: booth.id, question: text } : { booth: booth.id },
		);
		setRefusal(result.ok ? undefined : result.error.code);
		return result;
	};
	// The line is open for others, or the page does not know yet.
	const isFull = refusal === 'queue_full';
	return (
		<form class="stack" onSubmit={event => event.preventDefault()}>
			<div class="field">
				<label for="question">{t.question}</label>
				<p class="meta" id="question-hint">
					{t.questionHint(fair.retention_days)} {fair.is_blind && t.hiddenUntilTalk}
				</p>
				<input
					id="question"
					aria-describedby="question-hint"
					maxLength={longest['queue.join'].question}
					value={question}
					data-testid="question"
					onInput={event => setQuestion(event.currentTarget.value)}
				/>
			</div>
			<fieldset class="suggestions">
				<legend class="visually-hidden">{t.suggestionsLabel}</legend>
				{t.suggestions.map(text => (
					<Button key={text} isPressed={question === text} onClick={() => setQuestion(text)}>
						{text}
					</Button>
				))}
			</fieldset>
			<Action look="main" isLarge icon="ticket" type="submit" run={join} testId="join">
				{isFreeNow(booth) ? words.value.room.talkNow : words.value.room.takeNumber}
			</Action>
			{(isFull || refusal === 'line_scarce') && (
				<>
					<OrTime booth={booth.id} />
					<Instead of={booth} isFull={isFull} />
				</>
			)}
		</form>
	);
}
