import type { FairDraft, FairKind } from '../../../gen/protocol';
import { fromZoned, toZoned } from '../../../i18n/zoned';

const DAY_MS = 86_400_000;

/** A fair's times as they are typed: on the clocks of its zone. */
export interface Typed {
	readonly name: string;
	readonly kind: FairKind;
	readonly day: string;
	readonly from: string;
	readonly until: string;
	/** Nights between the opening day and the closing one. */
	readonly nights: number;
	readonly target: number;
	readonly talk_minutes: number;
}

export function typedOf(draft: FairDraft, zone: string): Typed {
	const opens = toZoned(draft.opens_ms, zone);
	const closes = toZoned(draft.closes_ms, zone);
	const { name, kind, target, talk_minutes } = draft;
	const nights = Math.round((Date.parse(closes.day) - Date.parse(opens.day)) / DAY_MS);
	return {
		name,
		kind,
		target,
		talk_minutes,
		nights,
		day: opens.day,
		from: opens.time,
		until: closes.time,
	};
}

/** Whoever closes earlier than they open means the next day; a fair of several days stays one. */
export function draftOf(typed: Typed, zone: string): FairDraft {
	const { name, kind, target, talk_minutes } = typed;
	const nights = typed.nights > 1 ? typed.nights : typed.until <= typed.from ? 1 : 0;
	const last = Date.parse(typed.day) + nights * DAY_MS;
	const lastDay = Number.isFinite(last) ? new Date(last).toISOString().slice(0, 10) : '';
	return {
		name: name.trim(),
		kind,
		target,
		talk_minutes,
		opens_ms: fromZoned(typed.day, typed.from, zone) ?? 0,
		closes_ms: fromZoned(lastDay, typed.until, zone) ?? 0,
	};
}
