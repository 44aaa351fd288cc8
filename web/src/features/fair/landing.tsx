import { useEffect, useState } from 'preact/hooks';
import type { FairKind, FairLine } from '../../gen/protocol';
import { datesIn, words } from '../../i18n';
import { landingWords } from '../../i18n/landing';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Badge, Empty } from '../../ui/state';
import { FairBadge } from './fair_badge';

/** What the fairs are for, all together; where there are none, what most servers have. */
function kindOf(fairs: readonly FairLine[]): FairKind | 'both' {
	const [kind = 'internship', ...more] = new Set(fairs.map(one => one.kind));
	return more.length > 0 ? 'both' : kind;
}

/** Who is not signed in sees which fairs there are, and may look around. */
export function Landing() {
	const t = landingWords.value;
	const [fairs, setFairs] = useState<readonly FairLine[]>();
	const [error, setError] = useState<WireError>();
	useEffect(() => {
		void call('fair.list', {}).then(result => {
			if (result.ok) setFairs(result.value.fairs);
			else setError(result.error);
		});
	}, []);
	return (
		// Until it is known what for, it says no more than what these are.
		<Page title={fairs ? t.titles[kindOf(fairs)] : t.fairs} testId="landing">
			{fairs && <p class="prose lead-text">{t.texts[kindOf(fairs)]}</p>}
			<section class="stack">
				<h2>{t.fairs}</h2>
				<Failure error={error} />
				{fairs?.length === 0 && <Empty icon="calendar-check">{t.none}</Empty>}
				<ul class="stack">
					{fairs?.map(fair => (
						<li key={fair.id} class="card fair-line">
							<div>
								<h3>{fair.name}</h3>
								<p class="meta">
									{datesIn(fair.timezone).dayAndTime(fair.opens_ms)} –{' '}
									{datesIn(fair.timezone).time(fair.closes_ms)}
								</p>
								<FairBadge of={fair} />
								{fair.state === 'planned' && (
									<p>
										<a href={`/in/meedoen/${fair.id}`} data-testid="to-ask">
											{t.takePart}
											<span class="visually-hidden">: {fair.name}</span>
										</a>
									</p>
								)}
							</div>
							<a
								class="button"
								data-look="main"
								href={`/beurs/${fair.id}`}
								data-testid="look-around"
							>
								{t.lookAround}
								<span class="visually-hidden">: {fair.name}</span>
							</a>
						</li>
					))}
				</ul>
			</section>
			<p>
				<a class="button" href="/in" data-testid="to-sign-in">
					{words.value.shell.signIn}
				</a>
			</p>
			<p class="prose">
				<Badge icon="info" tone="info">
					{t.how}
				</Badge>
			</p>
		</Page>
	);
}
