import { useState } from 'preact/hooks';
import type {
	ImportFault,
	ImportOutcome,
	ImportRow,
	RoomSums,
	StagedImport,
} from '../../../gen/protocol';
import { exhibitorWords } from '../../../i18n/exhibitor';
import { call } from '../../../state/client';
import { Action, Button } from '../../../ui/action';
import { Icon } from '../../../ui/icon';
import { Badge, Empty, type Tone } from '../../../ui/state';
import type { Column, ListKind } from './columns';
import { FileButton, Known } from './list_page';

interface Props {
	readonly fair: number;
	readonly kind: ListKind;
	readonly staged: StagedImport;
	readonly rows: readonly ImportRow[];
	readonly rooms: readonly RoomSums[];
	readonly onFile: (file: File) => void;
	/** The fair is another than when it was looked at. */
	readonly onStale: () => void;
	readonly onForgotten: () => void;
	readonly onDone: (added: number) => void;
}

const OUTCOMES: readonly ImportOutcome[] = ['added', 'completed', 'unchanged', 'faulty'];
/** So many can be looked over at once. */
const SHOWN = 100;

/** What will come of a list: row by row, before anything is imported. */
export function Preview(props: Props) {
	const { fair, kind, staged, rows, rooms } = props;
	const t = exhibitorWords.value.list;
	const of = (outcome: ImportOutcome) => rows.filter(row => row.outcome === outcome);
	const faulty = of('faulty');
	const [isSkipping, setSkipping] = useState(false);
	const [isAll, setAll] = useState(faulty.length === 0 && rows.length <= SHOWN);
	const first = faulty.length > 0 ? faulty : rows.slice(0, SHOWN);
	const hasUnknown = faulty.some(({ faults }) =>
		faults.some(({ problem }) => problem === 'unknown'),
	);
	const n = of('added').length + of('completed').length;
	const accept = async () => {
		const result = await call('import.accept', {
			fair,
			staged: staged.id,
			faulty: isSkipping ? faulty.length : 0,
		});
		if (result.ok) props.onDone(result.value.added + result.value.completed);
		else if (result.error.code === 'bad_import') props.onStale();
		return result;
	};
	return (
		<section class="card stack" data-testid="list-preview" data-faulty={faulty.length}>
			<h2>{t.found(staged.name, rows.length)}</h2>
			<ul class="list-counts">
				{OUTCOMES.filter(outcome => of(outcome).length > 0).map(outcome => (
					<li key={outcome} data-testid={`list-${outcome}`} data-count={of(outcome).length}>
						<Outcome outcome={outcome} text={countOf(kind, outcome, of(outcome).length)} />
					</li>
				))}
			</ul>
			{faulty.length > 0 && <p>{t.mend}</p>}
			{hasUnknown && <Known kind={kind} rooms={rooms} />}
			<Table rows={isAll ? rows : first} />
			{first.length < rows.length && (
				<div class="actions">
					<Button onClick={() => setAll(!isAll)} testId="list-all">
						{!isAll
							? t.showAll(rows.length)
							: faulty.length > 0
								? t.onlyFaulty(faulty.length)
								: t.showAll(SHOWN)}
					</Button>
				</div>
			)}
			{faulty.length > 0 && n > 0 && (
				<label class="check">
					<input
						type="checkbox"
						checked={isSkipping}
						onChange={() => setSkipping(!isSkipping)}
						data-testid="list-skip"
					/>
					{t.skip(faulty.length)}
				</label>
			)}
			{n === 0 && <Empty>{t.nothing}</Empty>}
			<div class="actions">
				{n > 0 && (faulty.length === 0 || isSkipping) && (
					<Action look="main" run={accept} testId="list-accept">
						{t.kinds[kind].accept(n)}
					</Action>
				)}
				<FileButton onFile={props.onFile} />
				<Action
					run={() => call('import.forget', { fair, staged: staged.id })}
					onDone={props.onForgotten}
					testId="list-forget"
				>
					{t.forget}
				</Action>
			</div>
		</section>
	);
}

function countOf(kind: ListKind, outcome: ImportOutcome, n: number): string {
	const t = exhibitorWords.value.list;
	return outcome === 'added' ? t.kinds[kind].added(n) : t.counts[outcome](n);
}

const tones: Readonly<Record<ImportOutcome, Tone>> = {
	added: 'good',
	completed: 'good',
	unchanged: 'quiet',
	faulty: 'error',
};

function Outcome({ outcome, text }: { readonly outcome: ImportOutcome; readonly text: string }) {
	const icon =
		outcome === 'faulty' ? 'circle-alert' : outcome === 'unchanged' ? 'info' : 'circle-check';
	return (
		<Badge tone={tones[outcome]} icon={icon}>
			{text}
		</Badge>
	);
}

function Table({ rows }: { readonly rows: readonly ImportRow[] }) {
	const t = exhibitorWords.value.list;
	return (
		<ol class="list-rows">
			{rows.map(row => (
				<li key={row.row} data-testid="list-row" data-outcome={row.outcome}>
					<span class="meta">
						{t.row} {row.row}
					</span>
					<div>
						<strong>{row.name || '–'}</strong>
						<p class="meta">{row.email}</p>
					</div>
					{row.outcome === 'faulty' ? (
						<ul class="list-faults">
							{row.faults.map((fault, i) => (
								<li key={`${fault.column}-${i}`}>
									<Icon name="circle-alert" />
									<Fault fault={fault} />
								</li>
							))}
						</ul>
					) : (
						<Outcome outcome={row.outcome} text={t.outcomes[row.outcome]} />
					)}
				</li>
			))}
		</ol>
	);
}

function Fault({ fault }: { readonly fault: ImportFault }) {
	const t = exhibitorWords.value.list;
	// A booth without a name of its own is called as its employer.
	const column = fault.column === 'booth' && !fault.value ? 'employer' : fault.column;
	const name = t.names[column as Column] ?? column;
	return (
		<span>
			<strong>{name}:</strong> {t.problems[fault.problem](fault.number)}
			{fault.value && <span class="meta list-value"> {t.value(fault.value)}</span>}
		</span>
	);
}
