import { useState } from 'preact/hooks';
import type { GroupSchool } from '../../gen/protocol';
import { groupsWords } from '../../i18n/groups';
import { call } from '../../state/client';
import { Action } from '../../ui/action';
import { TextField } from '../../ui/field';
import { useMailMode } from '../mail/mode';

/** The addresses by which students of a school come without a link. */
export function Domains({ school }: { readonly school: GroupSchool }) {
	const t = groupsWords.value.domains;
	const [text, setText] = useState(school.domains.join(', '));
	const [isSaved, setSaved] = useState(false);
	const isUnmailed = useMailMode() === 'off';
	const save = () => {
		const domains = text.split(/[\s,;]+/).filter(Boolean);
		return call('school.set_domains', { school: school.id, domains });
	};
	return (
		<section class="card stack" data-testid="domains">
			<h2>{t.title}</h2>
			<p class="prose">{isUnmailed ? t.unmailed : t.text}</p>
			<form class="stack" onSubmit={event => event.preventDefault()}>
				<TextField
					name="domains"
					label={t.label(school.name)}
					hint={t.hint}
					value={text}
					onChange={next => {
						setText(next);
						setSaved(false);
					}}
					testId="school-domains"
				/>
				<div class="actions">
					<Action type="submit" run={save} onDone={() => setSaved(true)} testId="save-domains">
						{t.save}
					</Action>
				</div>
				<p role="status">{isSaved && t.saved}</p>
			</form>
		</section>
	);
}
