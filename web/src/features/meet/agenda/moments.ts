import type { SlotView } from '../../../gen/protocol';

/** The times that a student can choose from, in order: of several seats at one moment, one that is free. */
export function momentsOf(slots: Iterable<SlotView>, nowMs: number): readonly SlotView[] {
	const moments = new Map<number, SlotView>();
	for (const slot of slots) {
		// A reserved time is not theirs to choose; it may be offered to them.
		const isHidden = slot.is_reserved && slot.opens_ms > nowMs;
		if (slot.starts_ms <= nowMs || isHidden) continue;
		if (!moments.get(slot.starts_ms)?.is_free) moments.set(slot.starts_ms, slot);
	}
	return [...moments.values()].sort((a, b) => a.starts_ms - b.starts_ms);
}
