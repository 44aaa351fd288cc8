import type { ConsoleLead } from '../../../gen/protocol';
import { dates, words } from '../../../i18n';
import { boardWords } from '../../../i18n/board';
import { staffWords } from '../../../i18n/staff';

/** What the board shows of each lead, in words: the first row says what is what. */
export function rowsOf(leads: readonly ConsoleLead[]): readonly (readonly string[])[] {
	const { columns } = boardWords.value.export;
	const keys = Object.keys(columns) as Column[];
	const row = (cells: Readonly<Record<Column, string>>) => keys.map(key => cells[key]);
	return [columns, ...leads.map(cellsOf)].map(row);
}

type Column = keyof typeof boardWords.value.export.columns;

function cellsOf(lead: ConsoleLead): Readonly<Record<Column, string>> {
	const t = staffWords.value.lead;
	const { dayAndTime, day } = dates.value;
	const { card } = lead;
	const at = (ms: number | undefined) => (ms === undefined ? '' : dayAndTime(ms));
	return {
		name: card.name,
		school: card.school,
		programme: card.programme,
		level: card.level ? words.value.levels[card.level] : '',
		state: t.states[lead.state],
		missed: lead.missed ? boardWords.value.missed[lead.missed] : '',
		owner: lead.owner_name,
		rating: lead.rating > 0 ? String(lead.rating) : '',
		tags: lead.tags.join('; '),
		placement: lead.placement_title,
		answer: lead.answer ? t.answers[lead.answer] : '',
		reason: lead.reason,
		step: lead.next_step ? t.steps[lead.next_step] : '',
		stepOn: lead.next_on_ms === undefined ? '' : day(lead.next_on_ms),
		spoken: at(lead.spoken_ms),
		due: at(lead.due_ms),
		email: lead.email ?? '',
		note: lead.note,
	};
}
