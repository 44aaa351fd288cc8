import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportRow, RoomSums, StagedImport } from '../../../gen/protocol';
import { locale, named } from '../../../i18n';
import { exhibitorWords } from '../../../i18n/exhibitor';
import { makingWords } from '../../../i18n/making';
import type { WireError } from '../../../net/wire';
import { call } from '../../../state/client';
import { useTopic } from '../../../state/topics';
import { Button, Failure } from '../../../ui/action';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { useMailMode } from '../../mail/mode';
import { csvOf } from '../../meet/leads/csv';
import { download } from '../../meet/leads/export';
import { type Column, columnsOf, type ListKind, needed } from './columns';
import { check, handIn, type Wrong } from './hand_in';
import { Preview } from './preview';
import '../exhibitor.css';

/** Where somebody is with a list. */
type At =
	| { readonly at: 'start' }
	| { readonly at: 'reading' }
	| { readonly at: 'wrong'; readonly wrong: Wrong }
	| { readonly at: 'preview'; readonly staged: StagedImport; readonly rows: readonly ImportRow[] }
	| { readonly at: 'done'; readonly added: number };

interface Props {
	readonly fair: number;
	readonly kind: ListKind;
}

/** Who is on a list of students signs in by a mail: where none are sent, they come in as everybody without one. */
function NoWayIn({ fair }: { readonly fair: number }) {
	return (
		<Empty icon="info">
			<p data-testid="no-way-in">{exhibitorWords.value.list.noWayIn}</p>
			<p>
				<a href={`/groepen/${fair}`}>{makingWords.value.groups}</a>
			</p>
		</Empty>
	);
}

/** A list of employers or students: chosen, looked at, and only then imported. */
export function ListPage({ fair, kind }: Props) {
	const words = exhibitorWords.value.list;
	const t = words.kinds[kind];
	const back = kind === 'employers' ? `/beheer/${fair}/bedrijven` : `/beheer/${fair}`;
	const [at, setAt] = useState<At>({ at: 'start' });
	const [error, setError] = useState<WireError>();
	const rooms = useRooms(fair);
	const hasNoWayIn = useMailMode() === 'off' && kind === 'enrolments';
	const look = async (staged: StagedImport) => {
		const result = await check(fair, staged);
		if (result.ok) setAt({ at: 'preview', staged, rows: result.value.rows });
		else setAt({ at: 'wrong', wrong: { why: 'refused', error: result.error } });
	};
	// A list that was handed in before a reload is still there.
	useEffect(() => {
		void call('import.staged', { fair }).then(result => {
			const staged = result.ok && result.value.imports.find(one => one.kind === kind);
			if (!result.ok) setError(result.error);
			else if (staged) void look(staged);
		});
	}, [fair, kind]);
	const choose = async (file: File) => {
		setAt({ at: 'reading' });
		const handed = await handIn(fair, kind, file);
		if ('why' in handed) setAt({ at: 'wrong', wrong: handed });
		else await look(handed);
	};
	return (
		<Page
			title={t.title}
			testId="read-list"
			above={
				<a class="back" href={back}>
					<Icon name="arrow-left" />
					{t.back}
				</a>
			}
		>
			<Failure error={error} />
			{hasNoWayIn && <NoWayIn fair={fair} />}
			{at.at === 'preview' ? (
				<Preview
					fair={fair}
					kind={kind}
					staged={at.staged}
					rows={at.rows}
					rooms={rooms}
					onFile={file => void choose(file)}
					onStale={() => void look(at.staged)}
					onForgotten={() => setAt({ at: 'start' })}
					onDone={added => setAt({ at: 'done', added })}
				/>
			) : at.at === 'done' ? (
				<section class="card stack" role="status" data-testid="list-done">
					<p>{hasNoWayIn ? words.doneUnmailed(at.added) : t.done(at.added)}</p>
					<div class="actions">
						<a class="button" data-look="main" href={back}>
							{t.goOn}
						</a>
					</div>
				</section>
			) : (
				<Start
					kind={kind}
					rooms={rooms}
					isReading={at.at === 'reading'}
					wrong={at.at === 'wrong' ? at.wrong : undefined}
					onFile={file => void choose(file)}
				/>
			)}
		</Page>
	);
}

function useRooms(fair: number): readonly RoomSums[] {
	const rooms = useTopic('fair', fair).table('room').value;
	return [...rooms.values()].sort((a, b) => a.position - b.position);
}

interface StartProps {
	readonly kind: ListKind;
	readonly rooms: readonly RoomSums[];
	readonly isReading: boolean;
	readonly wrong: Wrong | undefined;
	readonly onFile: (file: File) => void;
}

function Start({ kind, rooms, isReading, wrong, onFile }: StartProps) {
	const t = exhibitorWords.value.list;
	const said = (columns: readonly Column[]) => columns.map(one => t.names[one]).join(', ');
	return (
		<section class="card stack">
			<p>{t.kinds[kind].text}</p>
			<div class="actions">
				<FileButton look="main" isBusy={isReading} onFile={onFile} />
				<Button onClick={() => saveTemplate(kind, rooms)} testId="list-template">
					{t.template}
				</Button>
			</div>
			<div role="status">{isReading && <p>{t.reading}</p>}</div>
			<div role="alert">
				{wrong && wrong.why !== 'refused' && (
					<p class="failure" data-testid="list-wrong" data-why={wrong.why}>
						<Icon name="circle-alert" />
						<span>{wrongText(wrong)}</span>
					</p>
				)}
			</div>
			{wrong?.why === 'refused' && <Failure error={wrong.error} />}
			<details>
				<summary>{t.columns}</summary>
				<div class="stack">
					<p>{t.columnsText}</p>
					<p>
						<strong>{said(needed[kind])}</strong>
					</p>
					<p>
						{t.columnsMore} {said(columnsOf(kind).filter(one => !needed[kind].includes(one)))}
					</p>
					<Known kind={kind} rooms={rooms} />
					<p class="meta">{t.limits}</p>
				</div>
			</details>
		</section>
	);
}

interface KnownProps {
	readonly kind: ListKind;
	readonly rooms: readonly RoomSums[];
}

/** What a row may say of where somebody belongs. */
export function Known({ kind, rooms }: KnownProps) {
	const { list, form } = exhibitorWords.value;
	if (kind === 'enrolments') return <p>{list.programmes}</p>;
	return <p>{rooms.length > 0 ? list.rooms(rooms.map(named).join(', ')) : form.noRooms}</p>;
}

function wrongText(wrong: Wrong): string {
	const t = exhibitorWords.value.list;
	switch (wrong.why) {
		case 'missing':
			return t.missing(wrong.columns.map(column => t.names[column]).join(', '));
		case 'twice':
			return t.twice(t.names[wrong.column]);
		case 'tooMany':
			return t.tooMany(wrong.rows);
		case 'empty':
			return t.empty;
		default:
			return t.unreadable;
	}
}

interface FileProps {
	readonly look?: 'main';
	readonly isBusy?: boolean;
	readonly onFile: (file: File) => void;
}

/** The browser's own chooser of files behind a button like the others. */
export function FileButton({ look, isBusy, onFile }: FileProps) {
	const t = exhibitorWords.value.list;
	const input = useRef<HTMLInputElement>(null);
	const take = () => {
		const file = input.current?.files?.[0];
		// The same file may be chosen again, after it was mended.
		if (input.current) input.current.value = '';
		if (file) onFile(file);
	};
	return (
		<>
			<Button
				{...(look && { look })}
				isBusy={isBusy ?? false}
				onClick={() => input.current?.click()}
				testId="choose-list"
			>
				{look ? t.choose : t.other}
			</Button>
			<input
				ref={input}
				type="file"
				hidden
				accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
				onChange={take}
				data-testid="list-file"
			/>
		</>
	);
}

/** The columns and one row, as a Dutch Excel opens it. */
function saveTemplate(kind: ListKind, rooms: readonly RoomSums[]): void {
	const t = exhibitorWords.value.list;
	const columns = columnsOf(kind);
	const room = rooms[0];
	const example: Readonly<Record<Column, string>> = {
		school: '',
		programme: '25998',
		group: 'SD2A',
		name: 'Noor Bos',
		room: room ? named(room) : 'ICT',
		employer: 'Voorbeeld BV',
		city: 'Leiden',
		booth: '',
		tagline: 'We bouwen websites',
		about: '',
		contact: 'Kim Jansen',
		email: 'kim@voorbeeld.example',
		locale: locale.value,
	};
	const rows = [columns.map(column => t.names[column]), columns.map(column => example[column])];
	download(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), t.kinds[kind].templateName);
}
