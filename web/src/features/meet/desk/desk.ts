import type {
	Call,
	ConsoleEntry,
	ConsoleLead,
	ConsoleSeat,
	EndReason,
	EntryState,
	Line,
	LineState,
} from '../../../gen/protocol';
import type { Result } from '../../../net/wire';
import { me, call as send } from '../../../state/client';
import { myCalls, useTopic, type View } from '../../../state/topics';

export interface Waiting {
	readonly entry: ConsoleEntry;
	/** 1 is next; 0 while passed over. */
	readonly place: number;
	/** Kept, and not to be called: they talk elsewhere, or are booked there soon. */
	readonly isHeld: boolean;
}

const waits: ReadonlySet<EntryState> = new Set(['waiting', 'away', 'suspended']);

/** A booth's desk as one recruiter sees it: everything derived from topics, nothing stored. */
export interface Desk {
	readonly booth: number;
	readonly topic: View<'console'>;
	readonly seats: readonly ConsoleSeat[];
	readonly seat: ConsoleSeat | undefined;
	/** Who may be called, in order of turn; and who is passed over for now. */
	readonly line: readonly Waiting[];
	readonly passedOver: readonly Waiting[];
	/** Whether it takes walk-ins, or why not. */
	readonly lineState: LineState | undefined;
	/** My call that is not over, or in wrap-up the one that just was. */
	readonly call: Call | undefined;
	/** The newest that is over: its text stays open until the next is more than a ring. */
	readonly talked: Call | undefined;
	readonly lead: ConsoleLead | undefined;
	readonly leads: readonly ConsoleLead[];
}

export function useDesk(booth: number): Desk {
	const topic = useTopic('console', booth);
	const account = me.value?.account;
	const seats = [...topic.table('seat').value.values()].filter(({ state }) => state !== 'offline');
	const leads = [...topic.table('lead').value.values()];
	const seat = seats.find(one => one.account === account);
	const { call, talked } = myCallsAt(booth, seat);
	const published = useTopic('queue', booth).table('line').value.get(booth);
	const line = lineOf(topic, published);
	return {
		booth,
		topic,
		seats,
		seat,
		line: line.filter(one => isMine(one, seat)),
		passedOver: line.filter(one => !isMine(one, seat)),
		lineState: published?.state,
		call,
		talked,
		lead: leads.find(({ id }) => id === call?.lead),
		leads,
	};
}

/** Can be called, would hear it, and was not handed to a colleague. */
function isMine({ entry, place }: Waiting, seat: ConsoleSeat | undefined): boolean {
	const isForOther = entry.wanted_seat !== undefined && entry.wanted_seat !== seat?.id;
	return place > 0 && entry.is_online && !isForOther;
}

/** Who waits comes from the console, in which order from the line that everybody sees. */
function lineOf(topic: View<'console'>, line: Line | undefined): readonly Waiting[] {
	const places = new Map(line?.places.map(place => [place.number, place]));
	return [...topic.table('entry').value.values()]
		.filter(({ state }) => waits.has(state))
		.map(entry => {
			const at = places.get(entry.number);
			return { entry, place: at?.place ?? 0, isHeld: at?.is_held ?? false };
		})
		.sort((a, b) => a.place - b.place || a.entry.number - b.entry.number);
}

const unanswered: ReadonlySet<EndReason> = new Set(['no_answer', 'declined', 'withdrawn']);

/** From what is mine, and not from the desk's calls that run: a talk that just ended is there too,
 *  also after a reload. Ids count up with time. */
function myCallsAt(booth: number, seat: ConsoleSeat | undefined): Pick<Desk, 'call' | 'talked'> {
	const account = me.value?.account;
	const calls = myCalls.value.filter(one => one.booth === booth && one.recruiter === account);
	const running = calls.find(({ state }) => state !== 'ended');
	const talked = calls
		.filter(({ reason }) => reason && !unanswered.has(reason))
		.reduce<Call | undefined>(
			(newest, one) => (newest && newest.id > one.id ? newest : one),
			undefined,
		);
	return { call: running ?? (seat?.state === 'wrap_up' ? talked : undefined), talked };
}

/** To call is also the word that the note is done, or the pause over. */
async function beReady(seat: ConsoleSeat): Promise<Result<unknown>> {
	if (seat.state !== 'wrap_up' && seat.state !== 'paused') return { ok: true, value: undefined };
	const resumed = await send('seat.resume', { seat: seat.id });
	// Its minute may have run out on the way: then the seat is free, as wanted.
	return resumed.ok || resumed.error.code !== 'wrong_state'
		? resumed
		: { ok: true, value: undefined };
}

/** Calls who is next. */
export async function callNext(seat: ConsoleSeat): ReturnType<typeof send<'call.next'>> {
	const ready = await beReady(seat);
	return ready.ok ? send('call.next', { seat: seat.id }) : ready;
}

/** Calls somebody out of turn. */
export async function pick(seat: ConsoleSeat, entry: number): ReturnType<typeof send<'call.pick'>> {
	const ready = await beReady(seat);
	return ready.ok ? send('call.pick', { seat: seat.id, entry }) : ready;
}
