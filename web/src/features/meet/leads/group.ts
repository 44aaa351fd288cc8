import type { ConsoleLead, LeadState } from '../../../gen/protocol';

/** What has to be done about a lead, and which of them are looked at. Pure; the board draws it. */

export const groups = ['owed', 'progress', 'missed', 'waiting', 'placed', 'ended'] as const;
export type Group = (typeof groups)[number];

const ended: ReadonlySet<LeadState> = new Set([
	'declined_by_employer',
	'declined_by_student',
	'withdrawn',
]);

export function groupOf({ state, missed, due_ms }: ConsoleLead): Group {
	if (state === 'queued') return missed ? 'missed' : 'waiting';
	if (state === 'placed') return 'placed';
	if (ended.has(state)) return 'ended';
	return due_ms === undefined ? 'progress' : 'owed';
}

export function isLate({ due_ms }: ConsoleLead, nowMs: number): boolean {
	return due_ms !== undefined && due_ms <= nowMs;
}

/** Who took their card back stays out of files, which nobody can take back. */
export function isTakenAlong({ state }: ConsoleLead): boolean {
	return state !== 'withdrawn';
}

export interface Filter {
	readonly text: string;
	readonly tag: string;
	/** 0: everybody's; -1: nobody's. */
	readonly owner: number;
	/** 0: whatever it is about. */
	readonly placement: number;
}

export const everything: Filter = { text: '', tag: '', owner: 0, placement: 0 };

export function isWanted(lead: ConsoleLead, { text, tag, owner, placement }: Filter): boolean {
	const { card, tags } = lead;
	const words = `${card.name} ${card.programme} ${tags.join(' ')}`.toLocaleLowerCase('nl');
	return (
		words.includes(text.trim().toLocaleLowerCase('nl')) &&
		(tag === '' || tags.includes(tag)) &&
		(owner === 0 || (lead.owner ?? -1) === owner) &&
		(placement === 0 || lead.placement === placement)
	);
}

/** What comes first where: the oldest debt, the nearest appointment, the newest of what is past. */
function rankOf(lead: ConsoleLead): number {
	const group = groupOf(lead);
	if (group === 'owed') return lead.due_ms ?? 0;
	if (group === 'progress') return lead.next_on_ms ?? Number.MAX_SAFE_INTEGER;
	if (group === 'missed') return -(lead.missed_ms ?? 0);
	return -(lead.spoken_ms ?? 0);
}

export function grouped(
	leads: readonly ConsoleLead[],
	filter: Filter,
): Readonly<Record<Group, readonly ConsoleLead[]>> {
	const wanted = leads.filter(lead => isWanted(lead, filter));
	const of = (group: Group) =>
		wanted
			.filter(lead => groupOf(lead) === group)
			.sort(
				(a, b) => rankOf(a) - rankOf(b) || (b.spoken_ms ?? 0) - (a.spoken_ms ?? 0) || b.id - a.id,
			);
	return {
		owed: of('owed'),
		progress: of('progress'),
		missed: of('missed'),
		waiting: of('waiting'),
		placed: of('placed'),
		ended: of('ended'),
	};
}

export function tagsOf(leads: readonly ConsoleLead[]): readonly string[] {
	return [...new Set(leads.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b, 'nl'));
}
