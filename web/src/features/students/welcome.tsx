import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import { longest } from '../../gen/longest';
import type { Invitation } from '../../gen/protocol';
import { datesIn, locale } from '../../i18n';
import { joinWords } from '../../i18n/join';
import type { WireError } from '../../net/wire';
import { call, isKnown, me } from '../../state/client';
import { Action, Failure } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { focusField, TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { signOut } from '../account/session';
import { type Joined, join } from './join';
import { WayBackLink } from './way_back';
import './students.css';

/** Where a group's link leads: to a fair, by one's name and nothing else. */
export function Welcome({ code }: { readonly code: string }) {
	const t = joinWords.value;
	const [invitation, setInvitation] = useState<Invitation>();
	const [error, setError] = useState<WireError>();
	const [joined, setJoined] = useState<Joined>();
	useEffect(() => {
		void call('group.look', { code }).then(result => {
			if (result.ok) setInvitation(result.value.invitation);
			else setError(result.error);
		});
	}, [code]);
	if (error?.code === 'link_invalid') return <Broken />;
	if (!invitation || !isKnown.value) {
		return (
			<Page title={t.title}>
				<Failure error={error} />
			</Page>
		);
	}
	if (joined) return <Inside joined={joined} />;
	return (
		<Page title={t.welcome(invitation.fair_name)} aside={<When of={invitation} />} testId="welcome">
			<p class="prose">{t.group(invitation.group, invitation.school)}</p>
			<Door invitation={invitation} code={code} onJoined={setJoined} />
		</Page>
	);
}

function When({ of }: { readonly of: Invitation }) {
	const { dayAndTime, time } = datesIn(of.timezone);
	return <p class="meta">{joinWords.value.when(dayAndTime(of.opens_ms), time(of.closes_ms))}</p>;
}

function Broken() {
	const t = joinWords.value;
	return (
		<Page title={t.broken} testId="link-broken">
			<p class="prose">{t.brokenText}</p>
		</Page>
	);
}

interface DoorProps {
	readonly invitation: Invitation;
	readonly code: string;
	readonly onJoined: (joined: Joined) => void;
}

/** Who is there already goes on as who they are, whatever became of the link. */
function Door({ invitation, code, onJoined }: DoorProps) {
	const t = joinWords.value;
	const here = me.value?.participations.filter(({ fair }) => fair === invitation.fair) ?? [];
	if (me.value && here.length > 0) {
		const isStudent = here.some(({ role }) => role === 'student');
		return (
			<div class="stack">
				<p class="prose">{t.signedInAs(me.value.name)}</p>
				{!isStudent && <p class="prose">{t.isStaff}</p>}
				<div class="actions">
					{isStudent && invitation.is_open ? (
						<ComeAsOneself text={t.goOn} code={code} onJoined={() => navigate('/')} />
					) : (
						<Go to={isStudent ? '/' : `/beurs/${invitation.fair}`}>{t.goOn}</Go>
					)}
					<SomebodyElse name={me.value.name} />
				</div>
			</div>
		);
	}
	if (!invitation.is_open) {
		const { is_over, is_full } = invitation;
		return (
			<section class="stack" data-testid="link-closed">
				<h2>{t.closed}</h2>
				<p class="prose">{is_over ? t.over : is_full ? t.full : t.old}</p>
				<Go to={`/beurs/${invitation.fair}`}>{t.lookAround}</Go>
			</section>
		);
	}
	if (me.value)
		return (
			<div class="actions">
				<ComeAsOneself text={t.comeAs(me.value.name)} code={code} onJoined={onJoined} />
				<SomebodyElse name={me.value.name} />
			</div>
		);
	return <Newcomer invitation={invitation} code={code} onJoined={onJoined} />;
}

function Go({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
	return (
		<p>
			<a class="button" data-look="main" data-large="true" href={to} data-testid="go-on">
				{children}
			</a>
		</p>
	);
}

/** At a computer that others used before: the same link again, as nobody yet. */
function SomebodyElse({ name }: { readonly name: string }) {
	return (
		<Action run={() => signOut(location.pathname)} testId="somebody-else">
			{joinWords.value.somebodyElse(name)}
		</Action>
	);
}

interface ComeProps extends Omit<DoorProps, 'invitation'> {
	readonly text: string;
}

/** To one's fair for the first time, or to this one of several. */
function ComeAsOneself({ text, code, onJoined }: ComeProps) {
	const run = async () => {
		const result = await join(code, '', locale.value);
		if (result.ok) onJoined(result.value);
		return result;
	};
	return (
		<Action look="main" isLarge run={run} testId="join">
			{text}
		</Action>
	);
}

type Kind = 'student' | 'other';

function Newcomer({ invitation, code, onJoined }: DoorProps) {
	const t = joinWords.value;
	const [name, setName] = useState('');
	const [kind, setKind] = useState<Kind>('student');
	const form = useRef<HTMLFormElement>(null);
	const run = async () => {
		const result = await join(code, name.trim(), locale.value);
		if (result.ok) onJoined(result.value);
		else focusField(form.current, result.error);
		return result;
	};
	return (
		<form ref={form} class="card stack" onSubmit={event => event.preventDefault()}>
			<Choice<Kind>
				legend={t.who}
				columns={2}
				value={kind}
				options={[
					{ value: 'student', text: t.student },
					{ value: 'other', text: t.other },
				]}
				onChange={setKind}
				testId="who"
			/>
			{kind === 'other' ? (
				<>
					<p class="prose" role="status">
						{t.forStudents}
					</p>
					<Go to={`/beurs/${invitation.fair}`}>{t.lookAround}</Go>
				</>
			) : (
				<>
					<TextField
						name="name"
						label={t.name}
						hint={t.nameHint}
						value={name}
						maxLength={longest['group.join'].name}
						onChange={setName}
						testId="my-name"
					/>
					<Action look="main" isLarge type="submit" run={run} testId="join">
						{t.goOn}
					</Action>
					<details>
						<summary>{t.why}</summary>
						<p class="prose">{t.whyText}</p>
					</details>
				</>
			)}
		</form>
	);
}

/** Inside: first the way back, which is shown only now, then the card. */
function Inside({ joined }: { readonly joined: Joined }) {
	const t = joinWords.value;
	const name = me.value?.name.split(' ')[0];
	return (
		<Page title={name ? t.inside(name) : t.title} testId="inside">
			<div class="actions">
				<a
					class="button"
					data-look="main"
					data-large="true"
					href="/kaart/opleiding"
					data-testid="make-card"
				>
					{t.makeCard}
				</a>
				<a class="button" data-large="true" href="/">
					{t.toFair}
				</a>
			</div>
			{joined.way_back && <WayBackLink token={joined.way_back} />}
		</Page>
	);
}
