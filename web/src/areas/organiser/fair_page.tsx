import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLazy } from '../../app/lazy';
import { Announcements } from '../../features/announcements/announce';
import { FairBadge } from '../../features/fair/fair_badge';
import '../../features/fair/fair.css';
import { Reports } from '../../features/safety/reports';
import type { Fair, RoomSums } from '../../gen/protocol';
import { dates, named } from '../../i18n';
import { makingWords } from '../../i18n/making';
import { staffWords } from '../../i18n/staff';
import { call } from '../../state/client';
import { isAt } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';
import { Sure } from '../../ui/sure';
import { Checklist } from './checklist';
import { FrontPage } from './front_page';
import { Missed } from './missed';
import { Move } from './move';
import { Owing } from './owing';
import { Requests } from './requests';
import { Rules } from './rules';
import '../../ui/table.css';
import './organiser.css';

/** The organiser's fair: how it stands, room by room, and its doors. */
export function FairPage({ id }: { readonly id: number }) {
	const t = staffWords.value.manage;
	const topic = useTopic('fair', id);
	const fair = topic.table('fair').value.get(id);
	const rooms = [...topic.table('room').value.values()].sort((a, b) => a.position - b.position);
	const news = useNews(id);
	if (!fair) {
		return (
			<Page title={t.rooms}>
				<Pending of={topic} />
			</Page>
		);
	}
	const { dayAndTime, time } = dates.value;
	const isOpen = fair.state === 'open';
	const tools = (
		<>
			<Head fair={fair} />
			<Requests />
			{fair.state === 'planned' && <Checklist fair={id} />}
			{fair.state === 'planned' && <FrontPage fair={fair} />}
			{fair.state === 'planned' && <CallOff fair={id} />}
			{fair.state !== 'closed' && <Announcements fair={id} rooms={rooms} />}
		</>
	);
	return (
		<Page
			title={fair.name}
			isWide
			testId="manage"
			aside={
				<p class="meta fair-hours" data-testid="fair-state" data-state={fair.state}>
					<FairBadge of={fair} />
					<span>
						{dayAndTime(fair.opens_ms)} – {time(fair.closes_ms)}
					</span>
				</p>
			}
		>
			{isOpen ? (
				<Live fair={fair} rooms={rooms}>
					{tools}
				</Live>
			) : (
				tools
			)}
			<Missed fair={id} news={news} />
			<div id={REPORTS} tabIndex={-1}>
				<Reports fair={id} news={news} />
			</div>
			<Owing fair={id} />
			{!isOpen && <RoomTable rooms={rooms} />}
		</Page>
	);
}

/** The doors, and the ways to all that belongs to a fair. */
function Head({ fair }: { readonly fair: Fair }) {
	const t = staffWords.value.manage;
	const { id } = fair;
	const isOpen = fair.state === 'open';
	return (
		<div class="manage-head" data-open={isOpen}>
			{!isOpen && (
				<section class="card">
					<h2>{t.places}</h2>
					<p>
						<span class="placed">{fair.placed}</span> {t.placesOf(fair.target)}
					</p>
					<progress max={Math.max(1, fair.target)} value={fair.placed} aria-label={t.places} />
				</section>
			)}
			<div class="actions">
				<Doors fair={fair} />
				<Move fair={fair} />
				<Rules fair={fair} />
				<a class="button" href={`/beheer/${id}/bedrijven`} data-testid="to-employers">
					<Icon name="briefcase" />
					<span class="button-text">{makingWords.value.employers}</span>
				</a>
				<a class="button" href={`/beheer/${id}/studenten/inlezen`} data-testid="read-students">
					<Icon name="users-round" />
					<span class="button-text">{makingWords.value.readStudents}</span>
				</a>
				{isAt(id, 'coordinator') && (
					<a class="button" href={`/studenten/${id}`} data-testid="to-students">
						<Icon name="users-round" />
						<span class="button-text">{makingWords.value.myStudents}</span>
					</a>
				)}
				<a class="button" href={`/beheer/${id}/opzetten/beurs`} data-testid="edit-fair">
					<Icon name="pencil" />
					<span class="button-text">{makingWords.value.steps.edit}</span>
				</a>
				<a class="button" href={`/groepen/${id}`} data-testid="to-groups">
					<Icon name="users-round" />
					<span class="button-text">{makingWords.value.groups}</span>
				</a>
				{fair.state !== 'planned' && (
					<a class="button" href={`/beheer/${id}/verslag`} data-testid="to-results">
						{makingWords.value.results}
					</a>
				)}
				<a class="button" href={`/beurs/${id}`}>
					{t.view}
				</a>
				<a class="button" href={`/opleidingen/${id}`} data-testid="to-programmes">
					<Icon name="pencil" />
					<span class="button-text">{makingWords.value.programmes}</span>
				</a>
				<a class="button" href={`/beheer/${id}/logboek`} data-testid="to-log">
					<Icon name="list-checks" />
					<span class="button-text">{makingWords.value.log}</span>
				</a>
				<a class="button" href="/beheer" data-testid="all-fairs">
					{makingWords.value.fairs.all}
				</a>
			</div>
		</div>
	);
}

/** What changes when something was reported, or a booth missed a booking: lists of those are asked for again. */
function useNews(fair: number): string {
	const needs = useTopic('dashboard', fair).table('needs').value.get(fair)?.needs ?? [];
	return needs
		.filter(({ kind }) => kind === 'report' || kind === 'missed')
		.map(({ kind, booth, count, since_ms }) => `${kind} ${booth} ${count} ${since_ms}`)
		.join();
}

const REPORTS = 'fair-reports';

function toReports(): void {
	const reports = document.getElementById(REPORTS);
	reports?.scrollIntoView();
	reports?.focus({ preventScroll: true });
}

/** Of an evening; the weeks before and after it need none of that. */
const dashboard = () => import('../../features/live/dashboard');

interface LiveProps {
	readonly fair: Fair;
	readonly rooms: readonly RoomSums[];
	readonly children: ComponentChildren;
}

function Live({ fair, rooms, children }: LiveProps) {
	const loaded = useLazy(dashboard);
	if (loaded.state !== 'here') return <>{children}</>;
	return (
		<loaded.value.Dashboard fair={fair} rooms={rooms} onReports={toReports}>
			{children}
		</loaded.value.Dashboard>
	);
}

/** Opening and closing change the day of thousands: each is asked twice. */
function Doors({ fair }: { readonly fair: Fair }) {
	const t = staffWords.value.manage;
	const [isAsking, setAsking] = useState(false);
	const isOpen = fair.state === 'open';
	const close = () => setAsking(false);
	return (
		<>
			<Button
				look={isOpen ? 'danger' : fair.state === 'planned' ? 'main' : 'plain'}
				icon={isOpen ? 'lock' : 'door-open'}
				onClick={() => setAsking(true)}
				testId={isOpen ? 'close-fair' : 'open-fair'}
			>
				{isOpen ? t.close : t.open}
			</Button>
			{isAsking && (
				<Dialog title={isOpen ? t.close : t.open} onClose={close} testId="doors-dialog">
					<p>{isOpen ? t.closeSure : t.openSure}</p>
					<div class="actions">
						<Action
							look={isOpen ? 'danger' : 'main'}
							run={() => call(isOpen ? 'fair.close' : 'fair.open', { fair: fair.id })}
							onDone={close}
							testId="doors-sure"
						>
							{isOpen ? t.closeYes : t.openYes}
						</Action>
						<Button onClick={close}>{t.no}</Button>
					</div>
				</Dialog>
			)}
		</>
	);
}

/** What was made by mistake, or cannot take place. */
function CallOff({ fair }: { readonly fair: number }) {
	const t = makingWords.value.fairs;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<div class="actions">
				<Button icon="x" onClick={() => setAsking(true)} testId="call-off">
					{t.callOff}
				</Button>
			</div>
		);
	}
	return (
		<Sure
			question={t.callOffSure}
			yes={t.callOffYes}
			no={staffWords.value.manage.no}
			run={() => call('fair.close', { fair })}
			onDone={() => setAsking(false)}
			onNo={() => setAsking(false)}
			testId="call-off"
		/>
	);
}

const sums = ['booths', 'staffed', 'free', 'waiting'] as const;

function RoomTable({ rooms }: { readonly rooms: readonly RoomSums[] }) {
	const t = staffWords.value.manage;
	const total = (key: (typeof sums)[number]) => rooms.reduce((sum, room) => sum + room[key], 0);
	return (
		<div class="card">
			<h2 id="rooms">{t.rooms}</h2>
			<table aria-labelledby="rooms" data-testid="rooms">
				<thead>
					<tr>
						<th scope="col">{t.room}</th>
						{sums.map(key => (
							<th key={key} scope="col" class="figure">
								{t[key]}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rooms.map(room => (
						<tr key={room.id} data-sector={room.sector} data-testid="room-sums" data-room={room.id}>
							<th scope="row">
								<a href={`/zaal/${room.id}`}>{named(room)}</a>
							</th>
							{sums.map(key => (
								<td key={key} class="figure" data-testid={`room-${key}`}>
									{room[key]}
								</td>
							))}
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">{t.total}</th>
						{sums.map(key => (
							<td key={key} class="figure">
								{total(key)}
							</td>
						))}
					</tr>
				</tfoot>
			</table>
		</div>
	);
}
