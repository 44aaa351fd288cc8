import { useLayoutEffect, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import type { Participation } from '../../gen/protocol';
import { words } from '../../i18n';
import { signInWords } from '../../i18n/sign_in';
import { call, me } from '../../state/client';
import { homePath, participation, pathOf } from '../../state/me';
import { Action, Button } from '../../ui/action';
import { Page } from '../../ui/page';
import { Sure } from '../../ui/sure';
import { AskForLink } from './ask_for_link';
import { redeem, signOutEverywhere } from './session';
import './sign_in.css';

const goHome = () => navigate(homePath.peek(), 'replace');

/** A link may lead to a booth that is to be set up; anywhere else is nobody's wish. */
const leadsTo = /^\/inrichten\/\d+$/;

/**
 * The page of a sign-in link, and without one where it is asked for. It waits for a press, because mail
 * scanners open every link that they see; the token is in the fragment, which no server or log gets.
 */
export function SignIn() {
	const t = signInWords.value;
	const [token, setToken] = useState('');
	const [to, setTo] = useState('');
	const [isOld, setOld] = useState(false);
	const [code, setCode] = useState('');
	useLayoutEffect(() => {
		const take = () => {
			if (!location.hash) return;
			const [, link = '', path = ''] = /^#([^/]*)(.*)$/.exec(location.hash) ?? [];
			setToken(link);
			setTo(leadsTo.test(path) ? path : '');
			setOld(false);
			setCode('');
			// The link must not stay behind in the history of a shared computer.
			history.replaceState(null, '', '/in');
		};
		take();
		addEventListener('hashchange', take);
		return () => removeEventListener('hashchange', take);
	}, []);
	const open = async () => {
		const result = await redeem(token);
		if (result.ok && result.value.code) setCode(result.value.code);
		else if (result.ok && to) navigate(to, 'replace');
		else if (result.ok) goHome();
		else setOld(result.error.code === 'link_invalid');
		return result;
	};
	return (
		<Page title={me.value && !token ? t.account : t.title} testId="sign-in">
			{code ? (
				<Code code={code} />
			) : token ? (
				<>
					<p class="prose">{t.text}</p>
					<Action look="main" isLarge testId="redeem" run={open}>
						{t.button}
					</Action>
					{isOld && <Old key={token} token={token} to={to} />}
				</>
			) : (
				!me.value && <AskForLink onDone={goHome} />
			)}
			{me.value && (
				<>
					<p>
						{t.alreadyIn(me.value.name)} <a href={homePath.value}>{t.goOn}</a>
					</p>
					{me.value.participations.length > 1 && <Places all={me.value.participations} />}
					<SignOutEverywhere />
				</>
			)}
		</Page>
	);
}

/** To this one, also when they come back; of two roles at a fair the first has their home. */
async function goTo(at: Participation) {
	const { fair, booth } = at;
	const result = await call('account.go_to', { fair, ...(booth !== undefined && { booth }) });
	if (result.ok) {
		me.value = result.value.me;
		navigate(pathOf(at));
	}
	return result;
}

/** For who is at several fairs, or works at several booths. */
function Places({ all }: { readonly all: readonly Participation[] }) {
	const t = signInWords.value;
	const { roles } = words.value;
	return (
		<section class="card stack">
			<h2>{t.where}</h2>
			<ul class="stack" data-testid="places">
				{all.map(at => (
					<li key={`${at.fair} ${at.role} ${at.booth}`}>
						<Action
							look={at === participation.value ? 'main' : 'plain'}
							run={() => goTo(at)}
							testId="place"
						>
							{[at.fair_name, at.booth_name ?? at.organisation, roles[at.role]]
								.filter(Boolean)
								.join(' · ')}
						</Action>
					</li>
				))}
			</ul>
		</section>
	);
}

/** For who was told of a browser that is not theirs, or left a shared computer without signing out. */
function SignOutEverywhere() {
	const t = signInWords.value.everywhere;
	const [isAsking, setAsking] = useState(false);
	return isAsking ? (
		<Sure
			question={t.sure}
			yes={t.button}
			no={t.no}
			run={signOutEverywhere}
			onDone={() => setAsking(false)}
			onNo={() => setAsking(false)}
			testId="everywhere"
		/>
	) : (
		<div class="actions">
			<Button icon="log-out" onClick={() => setAsking(true)} testId="everywhere">
				{t.button}
			</Button>
		</div>
	);
}

interface OldProps {
	readonly token: string;
	readonly to: string;
}

/** A link that was used or is too old. One that leads to a booth is renewed at the address that it was for; who has
 *  been here before asks for a link as everybody does. */
function Old({ token, to }: OldProps) {
	const t = signInWords.value;
	const [isMailed, setMailed] = useState<boolean>();
	if (isMailed) {
		return (
			<p class="prose" role="status" data-testid="renewed">
				{t.renewed}
			</p>
		);
	}
	if (to && isMailed === undefined) {
		return (
			<Action
				look="main"
				testId="renew"
				run={async () => {
					const result = await call('exhibitor.renew', { token });
					setMailed(result.ok && result.value.is_mailed);
					return result;
				}}
			>
				{t.renew}
			</Action>
		);
	}
	return <AskForLink onDone={() => (to ? navigate(to, 'replace') : goHome())} />;
}

/** This is not the browser that asked for the link. */
function Code({ code }: { readonly code: string }) {
	const t = signInWords.value;
	return (
		<div class="stack" role="status">
			<p class="prose">{t.yourCode}</p>
			<p class="sign-in-code" data-testid="sign-in-code">
				{code}
			</p>
			<p class="prose">{t.codeWarning}</p>
		</div>
	);
}
