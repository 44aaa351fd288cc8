import { useState } from 'preact/hooks';
import type {
	Booth,
	ConsoleLead,
	ExportFormat,
	Placement,
	TeamMember,
} from '../../../gen/protocol';
import { boardWords } from '../../../i18n/board';
import { call as send } from '../../../state/client';
import { minute } from '../../../state/time';
import { Action } from '../../../ui/action';
import { Choice } from '../../../ui/choice';
import { Dialog } from '../../../ui/dialog';
import { Empty } from '../../../ui/state';
import { BlockStudent } from '../../safety/block_student';
import { StudentCard } from '../card/student_card';
import { LeadForm } from '../desk/lead_form';
import { Move } from '../desk/move';
import { CallBack } from './call_back';
import { exportAs } from './export';
import { Filters } from './filters';
import { everything, type Group, grouped, groups, isTakenAlong, tagsOf } from './group';
import { LeadFacts } from './lead_facts';
import { OfferTime } from './offer_time';
import '../agenda/agenda.css';
import { Due, LeadRow } from './row';
import { rowsOf } from './rows';
import { ShareContact } from './share';

interface Props {
	readonly id: number;
	readonly booth: Booth | undefined;
	readonly leads: readonly ConsoleLead[];
	readonly team: readonly TeamMember[];
	readonly placements: readonly Placement[];
}

/** Everybody who queued, booked or talked, by what has to be done about them. */
export function Board({ id, booth, leads, team, placements }: Props) {
	const t = boardWords.value;
	const [filter, setFilter] = useState(everything);
	const [chosen, setChosen] = useState<Group>();
	const [open, setOpen] = useState<number>();
	const found = grouped(leads, filter);
	// Where there is something to do, until somebody chooses.
	const group = chosen ?? groups.find(one => found[one].length > 0) ?? 'owed';
	const shown = found[group];
	const openLead = (id: number) => {
		// What is done to it may take it elsewhere; the list that it was opened from stays.
		setChosen(group);
		setOpen(id);
	};
	const opened = leads.find(({ id }) => id === open);
	return (
		<>
			<Filters
				filter={filter}
				onChange={setFilter}
				leads={leads}
				team={team}
				placements={placements}
			/>
			<div class="board-groups">
				<Choice<Group>
					legend={t.groups}
					columns={2}
					testId="groups"
					value={group}
					options={groups.map(value => ({ value, text: t.group[value](found[value].length) }))}
					onChange={setChosen}
				/>
			</div>
			<h2 class="visually-hidden">{t.group[group](shown.length)}</h2>
			{shown.length === 0 && (
				<Empty icon="users-round">{filter === everything ? t.none[group] : t.nothingFound}</Empty>
			)}
			<ul class="tickets" data-testid="lead-rows" data-group={group}>
				{shown.map(lead => (
					<li key={lead.id}>
						<LeadRow
							lead={lead}
							booth={booth}
							nowMs={minute.value}
							onOpen={() => openLead(lead.id)}
						/>
					</li>
				))}
			</ul>
			<Export booth={id} leads={groups.flatMap(one => found[one]).filter(isTakenAlong)} />
			{opened && (
				<Dialog
					isSheet
					title={opened.card.name}
					onClose={() => setOpen(undefined)}
					testId="lead-sheet"
				>
					<Due lead={opened} nowMs={minute.value} />
					<CallBack lead={opened} booth={booth} />
					<OfferTime key={opened.id} lead={opened} booth={id} />
					<LeadForm key={opened.id} lead={opened} />
					<Move key={`${opened.id}-${opened.state}`} lead={opened} />
					<LeadFacts lead={opened} team={team} placements={placements} known={tagsOf(leads)} />
					<ShareContact lead={opened} />
					<StudentCard card={opened.card} />
					<BlockStudent lead={opened} />
				</Dialog>
			)}
		</>
	);
}

/** What the filters show, as a file. That somebody took it is kept before they have it. */
function Export({
	booth,
	leads,
}: {
	readonly booth: number;
	readonly leads: readonly ConsoleLead[];
}) {
	const t = boardWords.value.export;
	const take = async (format: ExportFormat) => {
		const result = await send('lead.export', { booth, format, leads: leads.length });
		if (result.ok) await exportAs(format, rowsOf(leads), t.sheet);
		return result;
	};
	if (leads.length === 0) return null;
	return (
		<section class="stack" aria-label={t.label} data-testid="export">
			<h2>{t.label}</h2>
			<p class="meta">{t.hint}</p>
			<div class="actions">
				<Action run={() => take('csv')} testId="export-csv">
					{t.csv}
				</Action>
				<Action run={() => take('xlsx')} testId="export-xlsx">
					{t.xlsx}
				</Action>
			</div>
		</section>
	);
}
