import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Topics } from '../gen/protocol';
import type { TopicEvent, WireError } from '../net/wire';
import { follow, me } from './client';
import { atOnce, type Item, Mirror, type Pace, type Table } from './mirror';

export type TopicKind = keyof Topics;
type Items<K extends TopicKind> = Topics[K]['items'];

/** A mirrored topic, read only and typed by its kind. */
export interface View<K extends TopicKind> {
	readonly isReady: ReadonlySignal<boolean>;
	readonly refusal: ReadonlySignal<WireError | undefined>;
	table<N extends keyof Items<K> & string>(name: N): ReadonlySignal<Table<Items<K>[N] & Item>>;
	onTransient(listener: (event: TopicEvent) => void): () => void;
}

interface Shared {
	readonly mirror: Mirror;
	readonly unfollow: () => void;
	users: number;
	linger: ReturnType<typeof setTimeout> | undefined;
}

/** Walking from a room to a booth and back should not fetch the room again. */
const LINGER_MS = 5_000;

/** Sums and lists are for looking at: once per frame, and not at all in a hidden tab. */
const perFrame: Pace = flush => void requestAnimationFrame(flush);
const paces: Partial<Record<TopicKind, Pace>> = { fair: perFrame, room: perFrame, booth: perFrame };

const followed = new Map<string, Shared>();

function share(kind: TopicKind, id: number | undefined): [string, Shared] {
	const topic = id === undefined ? kind : `${kind}:${id}`;
	const known = followed.get(topic);
	if (known) return [topic, known];
	const mirror = new Mirror(paces[kind] ?? atOnce);
	const shared: Shared = { mirror, unfollow: follow(topic, mirror), users: 0, linger: undefined };
	followed.set(topic, shared);
	return [topic, shared];
}

/** Follows a topic until released; whoever asks for the same topic shares it. */
export function hold<K extends TopicKind>(kind: K, id?: number): [View<K>, release: () => void] {
	const [topic, shared] = share(kind, id);
	shared.users += 1;
	clearTimeout(shared.linger);
	let isHeld = true;
	const release = () => {
		if (!isHeld) return;
		isHeld = false;
		shared.users -= 1;
		if (shared.users > 0) return;
		shared.linger = setTimeout(() => {
			shared.unfollow();
			followed.delete(topic);
		}, LINGER_MS);
	};
	return [shared.mirror as unknown as View<K>, release];
}

/** A topic for as long as the component is on screen. */
export function useTopic<K extends TopicKind>(kind: K, id: number): View<K>;
export function useTopic<K extends TopicKind>(kind: K, id: number | undefined): View<K> | undefined;
export function useTopic<K extends TopicKind>(
	kind: K,
	id: number | undefined,
): View<K> | undefined {
	const held = useMemo(() => (id === undefined ? undefined : hold(kind, id)), [kind, id]);
	useEffect(() => held?.[1], [held]);
	return held?.[0];
}

/** What is mine is followed from signing in to signing out, whatever is on screen. */
const mine = signal<View<'me'> | undefined>(undefined);

/** Not the person: choosing another language must not silence a ring. */
const account = computed(() => me.value?.account);

effect(() => {
	if (account.value === undefined) return;
	const [view, release] = hold('me');
	mine.value = view;
	return () => {
		mine.value = undefined;
		release();
	};
});

export function mineOf<N extends keyof Items<'me'>>(
	name: N,
): ReadonlySignal<readonly Items<'me'>[N][]> {
	return computed(() => [...(mine.value?.table(name).value.values() ?? [])]);
}

export const isMineReady = computed(() => mine.value?.isReady.value ?? false);
export const myEntries = mineOf('entry');
export const myBookings = mineOf('booking');
export const myCalls = mineOf('call');
export const myLeads = mineOf('lead');
export const mySeats = mineOf('seat');
export const myWatches = mineOf('watch');
export const myCards = mineOf('card');
export const myHandovers = mineOf('handover');
export const mySlotWaits = mineOf('slot_wait');
export const myBlocks = mineOf('block');
export const myVisits = mineOf('visit');
