import { useEffect, useRef, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import { longest } from '../../gen/longest';
import type { MailMode, OpenSchool } from '../../gen/protocol';
import { locale } from '../../i18n';
import { joinWords } from '../../i18n/join';
import type { WireError } from '../../net/wire';
import { call, changePerson, isKnown, me } from '../../state/client';
import { homePath } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Action, Failure } from '../../ui/action';
import { focusField, TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import { post } from '../account/session';
import { Code } from './code';
import './students.css';

interface Props {
	readonly fair: number;
}

/** To a fair by an address of one's school, without a link. */
export function ByAddress({ fair }: Props) {
	const t = joinWords.value;
	const [schools, setSchools] = useState<readonly OpenSchool[]>();
	const [mode, setMode] = useState<MailMode>();
	const [error, setError] = useState<WireError>();
	const name = useTopic('fair', fair).table('fair').value.get(fair)?.name;
	useEffect(() => {
		void call('mail.mode', {}).then(result => {
			if (result.ok) setMode(result.value.mode);
		});
		void call('student.schools', { fair }).then(result => {
			if (result.ok) setSchools(result.value.schools);
			else setError(result.error);
		});
	}, [fair]);
	return (
		<Page title={t.byAddress.title} aside={name && <p class="meta">{name}</p>} testId="by-address">
			<Failure error={error} />
			{me.value ? (
				<p>
					{t.signedInAs(me.value.name)} <a href={homePath.value}>{t.goOn}</a>
				</p>
			) : schools?.length === 0 ? (
				<Empty>{t.byAddress.none}</Empty>
			) : mode === 'off' ? (
				<Empty>{t.byAddress.off}</Empty>
			) : (
				schools && mode && isKnown.value && <Ask fair={fair} schools={schools} mode={mode} />
			)}
		</Page>
	);
}

interface AskProps extends Props {
	readonly schools: readonly OpenSchool[];
	readonly mode: MailMode;
}

function Ask({ fair, schools, mode }: AskProps) {
	const t = joinWords.value;
	const [name, setName] = useState('');
	const [email, setEmail] = useState('');
	const [asked, setAsked] = useState('');
	const form = useRef<HTMLFormElement>(null);
	const ask = async () => {
		const address = email.trim();
		const result = await post('student.ask', {
			fair,
			email: address,
			name: name.trim(),
			locale: locale.value,
		});
		if (result.ok) setAsked(address);
		else focusField(form.current, result.error);
		return result;
	};
	if (asked) {
		return (
			<section class="card">
				<Code
					email={asked}
					isShown={mode === 'shown'}
					enter={code => post('student.enter', { code })}
					onRight={() => {
						changePerson(undefined);
						navigate('/kaart', 'replace');
					}}
					onAgain={() => setAsked('')}
				/>
			</section>
		);
	}
	const domains = schools.flatMap(school => school.domains.map(domain => `@${domain}`));
	return (
		<form ref={form} class="card stack" noValidate onSubmit={event => event.preventDefault()}>
			<p class="prose">{t.byAddress.text}</p>
			<TextField
				name="name"
				label={t.name}
				hint={t.nameHint}
				value={name}
				maxLength={longest['student.ask'].name}
				onChange={setName}
				testId="my-name"
			/>
			<TextField
				type="email"
				name="email"
				label={t.byAddress.email}
				hint={t.byAddress.hint(domains.join(', '))}
				value={email}
				maxLength={longest['student.ask'].email}
				onChange={setEmail}
				testId="my-email"
			/>
			<Action look="main" isLarge type="submit" run={ask} testId="ask-code">
				{t.byAddress.send}
			</Action>
		</form>
	);
}
