import { useEffect } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import type { Booking, Entry, EntryState, Lead } from '../../../gen/protocol';
import { dates } from '../../../i18n';
import { meetWords } from '../../../i18n/meet';
import { toldWords } from '../../../i18n/told';
import { myBookings, myEntries, myHandovers, myLeads, myWatches } from '../../../state/topics';
import { useBefore } from '../../../ui/before';
import { DoorVoice } from '../../doors/door';
import { offerText } from '../agenda/offer';
import { activeEntries, usePlace } from './entry';
import { checkInText, handoverText, toCheckIn } from './notice';
import { notify } from './notify';
import { isInLine, isNearPlace, standingText } from './ticket';

/** What a student hears of, on whatever screen they are: what happens, not what they find there. */
export function Voices() {
	const { watch } = meetWords.value;
	return (
		<>
			<DoorVoice />
			{activeEntries.value.map(entry => (
				<PlaceVoice key={entry.id} entry={entry} />
			))}
			{myEntries.value.map(entry => (
				<LossVoice key={entry.id} entry={entry} />
			))}
			{myLeads.value.map(lead => (
				<AnswerVoice key={lead.id} lead={lead} />
			))}
			{toCheckIn.value.map(booking => (
				<NewsVoice key={booking.id} about={`check in ${booking.id}`} text={checkInText(booking)} />
			))}
			{myBookings.value
				.filter(({ state }) => state === 'offered')
				.map(booking => (
					<NewsVoice key={booking.id} about={`offer ${booking.id}`} text={timedOffer(booking)} />
				))}
			{myHandovers.value.map(handover => (
				<NewsVoice
					key={handover.id}
					about={`handover ${handover.id}`}
					text={handoverText(handover)}
				/>
			))}
			{myWatches.value
				.filter(({ line }) => line === 'open')
				.map(({ id, booth_name }) => (
					<NewsVoice key={id} about={`watch ${id}`} text={watch.isBack(booth_name)} />
				))}
		</>
	);
}

/** Says a place when it is near; far away, every step would be chatter. Soon, and next, are warnings. And
 *  that nobody is left to call it, however far. */
function PlaceVoice({ entry }: { readonly entry: Entry }) {
	const place = usePlace(entry);
	const isNear = isNearPlace(place);
	const isNext = place?.place === 1;
	const isDeserted = isInLine(entry, place) && place?.isUnstaffed;
	const about = `place ${entry.id}`;
	useEffect(() => {
		if (!isDeserted) return undefined;
		const t = meetWords.peek().line;
		return announce(`${entry.booth_name}: ${t.nobodyHere} ${t.lookElsewhere}`, about);
	}, [isDeserted]);
	useEffect(() => {
		if (!isNear) return undefined;
		const t = toldWords.peek();
		const text = isNext ? t.next(entry.booth_name) : t.place(entry.booth_name, place.place - 1);
		return announce(text, about);
	}, [isNear, place?.place]);
	if (!isNear) return null;
	const text = isNext ? meetWords.value.line.next : meetWords.value.line.almost;
	return <Warning key={String(isNext)} title={entry.booth_name} text={text} about={about} />;
}

function timedOffer(booking: Booking): string {
	const { until_ms } = booking;
	const before = until_ms && meetWords.value.slots.decideBefore(dates.value.dayAndTime(until_ms));
	return [offerText(booking), before].filter(Boolean).join(' ');
}

/** Something from a booth that wants an answer. */
export function NewsVoice({ text, about }: { readonly text: string; readonly about: string }) {
	useEffect(() => announce(text, about), []);
	return <Warning title={meetWords.value.watch.label} text={text} about={about} />;
}

const FELT_MS = 200;

interface WarningProps {
	readonly title: string;
	readonly text: string;
	readonly about: string;
}

/** Felt, and shown to who looks at something else, for as long as it holds. */
function Warning({ title, text, about }: WarningProps) {
	useEffect(() => {
		navigator.vibrate?.(FELT_MS);
		return notify(title, text, about);
	}, []);
	return null;
}

const lost: ReadonlySet<EntryState> = new Set(['suspended', 'missed', 'left', 'removed', 'closed']);

/** Put back, made to sit out, or out of the line. */
function LossVoice({ entry }: { readonly entry: Entry }) {
	const { state, misses } = entry;
	const before = useBefore(entry);
	useEffect(() => {
		if (!before) return undefined;
		const isPutBack = state === 'waiting' && misses > before.misses;
		const text = isPutBack
			? meetWords.peek().line.putBack(entry.put_back, entry.suspension_minutes)
			: lost.has(state) && standingText(entry, undefined);
		return text ? announce(`${entry.booth_name}: ${text}`, `loss ${entry.id}`) : undefined;
	}, [state, misses]);
	return null;
}

function AnswerVoice({ lead }: { readonly lead: Lead }) {
	const { answer, booth_name } = lead;
	const before = useBefore(lead);
	useEffect(() => {
		if (!before || !answer) return;
		const text = meetWords.peek().agenda.answer[answer];
		announce(toldWords.peek().answer(booth_name, text), `answer ${lead.id}`);
	}, [answer]);
	return null;
}
