import { useEffect, useState } from 'preact/hooks';
import type { Group } from '../../gen/protocol';
import { dates } from '../../i18n';
import { groupsWords } from '../../i18n/groups';
import { joinWords } from '../../i18n/join';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Button, Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Empty, Pending } from '../../ui/state';
import { linkOf, spokenOf } from './address';
import { BackToFair } from './groups';
import { Qr } from './qr';
import './students.css';

interface Props {
	readonly fair: number;
	readonly group: number;
}

/** A page to hang in a classroom: the code, the address for who has no camera, and the day. */
export function Poster({ fair: fairId, group: id }: Props) {
	const t = groupsWords.value;
	const topic = useTopic('fair', fairId);
	const fair = topic.table('fair').value.get(fairId);
	const [groups, setGroups] = useState<readonly Group[]>();
	const [error, setError] = useState<WireError>();
	useEffect(() => {
		void call('group.list', { fair: fairId }).then(result => {
			if (result.ok) setGroups(result.value.groups);
			else setError(result.error);
		});
	}, [fairId]);
	const group = groups?.find(one => one.id === id);
	return (
		<Page title={t.poster} above={<BackToFair fair={fairId} />} testId="poster-page">
			<Failure error={error} />
			{!fair && <Pending of={topic} />}
			{groups && !group && <Empty icon="circle-alert">{t.notFound}</Empty>}
			{fair && group && (
				<>
					<div class="actions no-print">
						<Button look="main" icon="printer" onClick={() => print()} testId="print">
							{t.print}
						</Button>
					</div>
					<article class="poster" data-testid="poster">
						<h2>{t.posterTitle(fair.name)}</h2>
						<p>
							<strong>
								{joinWords.value.when(
									dates.value.dayAndTime(fair.opens_ms),
									dates.value.time(fair.closes_ms),
								)}
							</strong>
						</p>
						<p>{t.posterFor(group.name, group.school_name)}</p>
						<p>{t.scan}</p>
						<Qr text={linkOf(group.code)} label={t.qr(group.name)} />
						<p>{t.orType}</p>
						<p class="poster-address">{spokenOf(group.code)}</p>
						<ol>
							{t.steps.map(step => (
								<li key={step}>{step}</li>
							))}
						</ol>
					</article>
				</>
			)}
		</Page>
	);
}
