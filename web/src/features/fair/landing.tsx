import { useEffect, useState } from 'preact/hooks';
import type { FairLine } from '../../gen/protocol';
import { datesIn, words } from '../../i18n';
import { landingWords } from '../../i18n/landing';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Badge, Empty } from '../../ui/state';
import { FairBadge } from './fair_badge';

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
		<Page title={t.title} testId="landing">
			<p class="prose lead-text">{t.text}</p>
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
								<FairBadge state={fair.state} />
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
