import { useEffect, useState } from 'preact/hooks';
import type { ProgrammeLine } from '../../gen/protocol';
import { words } from '../../i18n';
import { programmeWords } from '../../i18n/programmes';
import type { Reply, WireError } from '../../net/wire';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Button, Failure } from '../../ui/action';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import { useWalk } from '../fair/walked';
import { ProgrammeForm } from './form';
import './programmes.css';

/** The programmes of a fair; who writes for a school adds one here. */
export function ProgrammesPage({ fair }: { readonly fair: number }) {
	const t = programmeWords.value;
	const about = useTopic('fair', fair).table('fair').value.get(fair);
	const [list, setList] = useState<Reply<'programme.list'>>();
	const [error, setError] = useState<WireError>();
	const [isAdding, setAdding] = useState(false);
	const [text, setText] = useState('');
	const look = async () => {
		const result = await call('programme.list', { fair });
		if (result.ok) setList(result.value);
		setError(result.ok ? undefined : result.error);
	};
	useEffect(() => void look(), [fair]);
	useWalk(fair);
	const close = () => setAdding(false);
	const found = list?.programmes.filter(one =>
		factsOf(one).join(' ').toLowerCase().includes(text.trim().toLowerCase()),
	);
	return (
		<Page
			title={t.title}
			testId="programmes"
			above={
				<a class="back" href={`/beurs/${fair}`}>
					<Icon name="arrow-left" />
					{about?.name ?? t.toFair}
				</a>
			}
		>
			<p class="prose">{t.text}</p>
			<Failure error={error} />
			{list && list.schools.length > 0 && (
				<div class="actions">
					<Button icon="plus" onClick={() => setAdding(true)} testId="add-programme">
						{t.add}
					</Button>
				</div>
			)}
			{list?.programmes.length === 0 && <Empty icon="briefcase">{t.none}</Empty>}
			{list && list.programmes.length > 5 && (
				<TextField label={t.find} value={text} onChange={setText} testId="find-programme" />
			)}
			{list && list.programmes.length > 0 && found?.length === 0 && <p>{t.noneFound}</p>}
			<ul class="programmes">
				{found?.map(programme => (
					<li key={programme.id}>
						<a
							class="card programme-line"
							href={`/opleiding/${programme.id}`}
							data-testid="programme-line"
						>
							<strong>{programme.name}</strong>
							<span class="meta">{factsOf(programme).slice(1).join(' · ')}</span>
						</a>
					</li>
				))}
			</ul>
			{isAdding && list && (
				<ProgrammeForm
					fair={fair}
					kind={about?.kind}
					schools={list.schools}
					onClose={close}
					onDone={() => {
						close();
						void look();
					}}
				/>
			)}
		</Page>
	);
}

function factsOf({ name, level, school_name, code, places }: ProgrammeLine): string[] {
	const t = programmeWords.value;
	return [
		name,
		words.value.levels[level],
		school_name,
		...(code ? [t.code(code)] : []),
		t.places(places),
	];
}
