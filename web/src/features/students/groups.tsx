import { useEffect, useState } from 'preact/hooks';
import type { Fair, Group, GroupSchool } from '../../gen/protocol';
import { dates, words } from '../../i18n';
import { groupsWords } from '../../i18n/groups';
import { setupWords } from '../../i18n/setup';
import type { WireError } from '../../net/wire';
import { call, me } from '../../state/client';
import { minute } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Button, Failure } from '../../ui/action';
import { CopyLink } from '../../ui/copy';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Badge, Empty } from '../../ui/state';
import { Sure } from '../../ui/sure';
import { linkOf, spokenOf } from './address';
import { Domains } from './domains';
import { GroupDialog } from './group_dialog';
import './students.css';

const EVERY_MS = 10_000;

interface Listed {
	readonly groups: readonly Group[];
	readonly schools: readonly GroupSchool[];
}

/** Editing nothing, a new group, or this one. */
type Editing = undefined | 'new' | Group;

/** A link per group of students: to make, to share, to print, to take back. */
export function GroupsPage({ fair: id }: { readonly fair: number }) {
	const t = groupsWords.value;
	const fair = useTopic('fair', id).table('fair').value.get(id);
	const [listed, setListed] = useState<Listed>();
	const [error, setError] = useState<WireError>();
	const [editing, setEditing] = useState<Editing>();
	const look = async () => {
		const result = await call('group.list', { fair: id });
		if (result.ok) setListed(result.value);
		else setError(result.error);
	};
	// A teacher watches their class come in.
	useEffect(() => {
		void look();
		const timer = setInterval(() => !document.hidden && void look(), EVERY_MS);
		return () => clearInterval(timer);
	}, [id]);
	const done = () => {
		setEditing(undefined);
		void look();
	};
	return (
		<Page
			title={t.title}
			above={<BackToFair fair={id} />}
			aside={fair && <p class="meta">{fair.name}</p>}
			testId="groups"
		>
			<p class="prose">{t.text}</p>
			<Failure error={error} />
			{listed && fair && (
				<>
					<div class="actions">
						<Button
							look={listed.groups.length === 0 ? 'main' : 'plain'}
							icon="plus"
							onClick={() => setEditing('new')}
							testId="add-group"
						>
							{t.add}
						</Button>
					</div>
					{listed.groups.length === 0 && <Empty icon="users-round">{t.none}</Empty>}
					<ul class="stack">
						{listed.groups.map(group => (
							<GroupLine
								key={group.id}
								fair={fair}
								group={group}
								hasSchools={listed.schools.length > 1}
								onEdit={() => setEditing(group)}
								onDone={done}
							/>
						))}
					</ul>
					{listed.schools
						.filter(school => school.is_mine)
						.map(school => (
							<Domains key={school.id} school={school} />
						))}
					{editing && (
						<GroupDialog
							fair={fair}
							schools={listed.schools}
							{...(editing !== 'new' && { group: editing })}
							onDone={done}
							onClose={() => setEditing(undefined)}
						/>
					)}
				</>
			)}
		</Page>
	);
}

/** To the page where one's work at this fair begins. */
export function BackToFair({ fair }: { readonly fair: number }) {
	const runsIt = me.value?.participations.some(at => at.fair === fair && at.role === 'organiser');
	return (
		<a class="back no-print" href={`/${runsIt ? 'beheer' : 'studenten'}/${fair}`}>
			<Icon name="arrow-left" />
			{groupsWords.value.back}
		</a>
	);
}

interface LineProps {
	readonly fair: Fair;
	readonly group: Group;
	readonly hasSchools: boolean;
	readonly onEdit: () => void;
	readonly onDone: () => void;
}

function GroupLine({ fair, group, hasSchools, onEdit, onDone }: LineProps) {
	const t = groupsWords.value;
	const [asks, setAsks] = useState<'withdraw' | 'replace'>();
	const isOld = group.until_ms <= minute.value;
	const facts = [
		hasSchools && group.school_name,
		group.programme_name,
		t.joined(group.joined, group.most),
		!isOld && t.until(dates.value.day(group.until_ms)),
	];
	const ask = (what: 'withdraw' | 'replace') => () => setAsks(what);
	return (
		<li class="card stack" data-testid="group" data-withdrawn={group.is_withdrawn}>
			<h2>{group.name}</h2>
			<p class="meta">{facts.filter(Boolean).join(' · ')}</p>
			{group.is_withdrawn || isOld ? (
				<p>
					<Badge tone="warn" icon="circle-alert">
						{group.is_withdrawn ? t.withdrawn : t.old}
					</Badge>
				</p>
			) : (
				<p>
					<code class="group-address" data-testid="group-address">
						{spokenOf(group.code)}
					</code>
				</p>
			)}
			<div class="actions">
				{!group.is_withdrawn && !isOld && (
					<>
						<CopyLink link={linkOf(group.code)} />
						<a class="button" href={`/groepen/${fair.id}/${group.id}`} data-testid="to-poster">
							<Icon name="qr-code" />
							<span class="button-text">{t.poster}</span>
						</a>
					</>
				)}
				<Button icon="pencil" label={t.editLabel(group.name)} onClick={onEdit} testId="edit-group">
					{t.edit}
				</Button>
				<Button icon="refresh-cw" onClick={ask('replace')} testId="replace-link">
					{t.replace}
				</Button>
				{!group.is_withdrawn && (
					<Button icon="x" onClick={ask('withdraw')} testId="withdraw-link">
						{t.withdraw}
					</Button>
				)}
			</div>
			{asks && (
				<Sure
					question={(asks === 'withdraw' ? t.withdrawSure : t.replaceSure)(group.name)}
					yes={t[asks]}
					no={setupWords.value.cancel}
					run={() => call(`group.${asks}`, { group: group.id })}
					onDone={() => {
						setAsks(undefined);
						onDone();
					}}
					onNo={() => setAsks(undefined)}
					testId={asks}
				/>
			)}
		</li>
	);
}

/** How a programme is told apart from others of its name. */
export const studyText = ({ name, level }: GroupSchool['programmes'][number]): string =>
	`${name} (${words.value.levels[level]})`;
