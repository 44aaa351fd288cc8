import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Fair } from '../../gen/protocol';
import { named, words } from '../../i18n';
import { resultsWords } from '../../i18n/results';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Action, Button, Failure } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty, Pending } from '../../ui/state';
import { csvOf } from '../meet/leads/csv';
import { download } from '../meet/leads/export';
import { type Results, type Row, rowsOf, type Section, sectionsOf } from './sections';
import { whenOf } from './when';
import '../../ui/table.css';
import './results.css';

/** What came of a fair, to read, to print and to take along. */
export function ResultsPage({ fair: id }: { readonly fair: number }) {
	const t = resultsWords.value;
	const topic = useTopic('fair', id);
	const fair = topic.table('fair').value.get(id);
	const { results, error, ask } = useResults(id);
	return (
		<Page
			title={fair ? t.of(fair.name) : t.title}
			isWide
			testId="results-page"
			above={
				<a class="back" href={`/beheer/${id}`}>
					<Icon name="arrow-left" />
					{t.toFair}
				</a>
			}
		>
			<Failure error={error} />
			{!fair && <Pending of={topic} />}
			{fair && results && <Report fair={fair} results={results} ask={ask} />}
		</Page>
	);
}

type Asked =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly error: WireError };

/** The report of one moment: it does not change under the eyes of who reads it, and asking costs the server. */
function useResults(fair: number) {
	const [results, setResults] = useState<Results>();
	const [error, setError] = useState<WireError>();
	const ask = useCallback(async () => {
		const [show, lines, waits, owing] = await Promise.all([
			call('results.show', { fair }),
			call('results.lines', { fair }),
			call('results.waits', { fair }),
			call('lead.overdue', { fair }),
		]);
		const refused = [show, lines, waits, owing].find((one: Asked) => !one.ok);
		if (show.ok && lines.ok && waits.ok && owing.ok) {
			const { booths } = owing.value;
			setResults({ show: show.value, lines: { ...lines.value, ...waits.value }, owing: booths });
		}
		setError(refused && !refused.ok ? refused.error : undefined);
		return refused ?? show;
	}, [fair]);
	useEffect(() => {
		void ask();
	}, [ask]);
	return { results, error, ask };
}

interface ReportProps {
	readonly fair: Fair;
	readonly results: Results;
	readonly ask: ReturnType<typeof useResults>['ask'];
}

function Report({ fair, results, ask }: ReportProps) {
	const t = resultsWords.value;
	const { show } = results;
	const sections = sectionsOf(results, {
		t,
		levels: words.value.levels,
		roomName: named,
	});
	const { moment, evening } = whenOf(fair);
	const [day, asOf] = [evening(fair), t.asOf(moment(show.at_ms))];
	const placed = t.placesOf(show.placements, show.target);
	const save = () => {
		const rows = rowsOf([[t.of(fair.name)], [t.day, day], [asOf], [t.places, placed]], sections, t);
		download(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${t.file}.csv`);
	};
	return (
		<div class="results" data-testid="results">
			<p data-testid="results-day">
				<strong>{day}</strong>
			</p>
			<p class="meta" data-testid="results-as-of">
				{asOf}
				{fair.state === 'open' && `. ${t.notOver}`}
			</p>
			<div class="actions no-print">
				<Button look="main" icon="printer" onClick={() => print()} testId="results-print">
					{t.pdf}
				</Button>
				<Button onClick={save} testId="results-csv">
					{t.csv}
				</Button>
				<Action run={ask} testId="results-again">
					{t.again}
				</Action>
			</div>
			<section class="card stack">
				<h2>{t.places}</h2>
				<p data-testid="results-placed">{placed}</p>
				{show.target > 0 && (
					<progress max={show.target} value={show.placements} aria-label={t.places} />
				)}
				<p class="meta">{t.few(show.least)}</p>
			</section>
			{sections.map(section => (
				<SectionTable key={section.key} section={section} />
			))}
		</div>
	);
}

function SectionTable({ section }: { readonly section: Section }) {
	const t = resultsWords.value;
	const { key, head, rows, total, note, instead } = section;
	const [first, ...others] = head;
	return (
		<section class="card stack" data-testid={`results-${key}`}>
			<h2 id={key}>{t.sections[key]}</h2>
			{note && <p class="meta">{note}</p>}
			{instead ? (
				<Empty>{instead}</Empty>
			) : (
				<table aria-labelledby={key}>
					<thead>
						<tr>
							<th scope="col">{first}</th>
							{others.map(name => (
								<th key={name} scope="col" class="figure">
									{name}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map(row => (
							<TableRow key={row.key} row={row} head={others} />
						))}
					</tbody>
					{total && (
						<tfoot>
							<TableRow row={total} head={others} />
						</tfoot>
					)}
				</table>
			)}
		</section>
	);
}

function TableRow({ row, head }: { readonly row: Row; readonly head: readonly string[] }) {
	return (
		<tr data-sector={row.sector} data-testid="results-row" data-row={row.key}>
			<th scope="row">{row.name}</th>
			{row.cells.map((cell, i) => (
				<td key={head[i]} class="figure" data-name={head[i]}>
					{cell}
				</td>
			))}
		</tr>
	);
}
