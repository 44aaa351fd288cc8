import { useEffect, useState } from 'preact/hooks';
import type { Deed, DeedRole } from '../../gen/protocol';
import { dates } from '../../i18n';
import { auditWords } from '../../i18n/audit';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Button, Failure } from '../../ui/action';
import { Choice } from '../../ui/choice';
import { TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import './audit.css';

/** As many as an answer holds: there may be more. */
const PAGE = 100;

/** What booths do is most of an evening: each role on its own, the organisers first. */
const ROLES: readonly DeedRole[] = ['organiser', 'coordinator', 'manager', 'recruiter', 'admin'];

/** What staff did at a fair, or outside of all fairs, the newest first. */
export function LogPage({ fair }: { readonly fair?: number }) {
	const t = auditWords.value;
	const [deeds, setDeeds] = useState<readonly Deed[]>();
	const [hasMore, setHasMore] = useState(false);
	const [error, setError] = useState<WireError>();
	const [filter, setFilter] = useState('');
	const [role, setRole] = useState<DeedRole>('organiser');
	const look = async (known: readonly Deed[] = []) => {
		const before = known.at(-1)?.id;
		const older = before !== undefined && { before };
		const result = await (fair === undefined
			? call('audit.of_server', { ...older })
			: call('audit.of_fair', { fair, role, ...older }));
		setError(result.ok ? undefined : result.error);
		if (!result.ok) return;
		setDeeds([...known, ...result.value.deeds]);
		setHasMore(result.value.deeds.length === PAGE);
	};
	useEffect(() => void look(), [fair, role]);
	const wanted = filter.trim().toLowerCase();
	const shown = deeds?.filter(deed => wordsOf(deed).toLowerCase().includes(wanted));
	return (
		<Page title={t.title} testId="log">
			<p class="prose">{fair === undefined ? t.ofServer : t.text}</p>
			{fair !== undefined && (
				<div class="actions">
					<a class="button" href={`/beheer/${fair}`}>
						{t.back}
					</a>
				</div>
			)}
			<Failure error={error} />
			{fair !== undefined && (
				<Choice<DeedRole>
					legend={t.who}
					columns={2}
					testId="log-role"
					value={role}
					options={ROLES.map(value => ({ value, text: t.roles[value] }))}
					onChange={setRole}
				/>
			)}
			<TextField label={t.filter} value={filter} onChange={setFilter} testId="log-filter" />
			{deeds?.length === 0 && <Empty icon="info">{t.none}</Empty>}
			{deeds && deeds.length > 0 && shown?.length === 0 && <p>{t.noneFound}</p>}
			<ol class="deeds">
				{shown?.map(deed => (
					<li key={deed.id} class="deed" data-testid="deed">
						<time class="meta">{dates.value.dayAndTime(deed.at_ms)}</time>
						<span>{wordsOf(deed)}</span>
					</li>
				))}
			</ol>
			{hasMore && (
				<div class="actions">
					<Button onClick={() => void look(deeds)} testId="log-more">
						{t.more}
					</Button>
				</div>
			)}
		</Page>
	);
}

/** One line: who, as what, did what, at which booth and about whom. */
function wordsOf({ name, role, command, is_back, organisation, about }: Deed): string {
	const t = auditWords.value;
	// Of another version of the server: better its bare name than nothing.
	const did = (t.did as Record<string, string>)[command] ?? command;
	const what = `${name} (${t.roles[role]}) ${did}`;
	return [is_back ? t.undone(what) : what, organisation, about && t.about(about)]
		.filter(Boolean)
		.join(' · ');
}
