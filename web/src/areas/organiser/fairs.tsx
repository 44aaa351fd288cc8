import { FairBadge } from '../../features/fair/fair_badge';
import '../../features/fair/fair.css';
import { datesIn } from '../../i18n';
import { makingWords } from '../../i18n/making';
import { useAsked } from '../../state/asked';
import { call, me } from '../../state/client';
import { Failure } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import { Copy } from './copy';
import { Requests } from './requests';

const EVERY_MS = 60_000;

/** The fairs that somebody runs, and where a new one begins. */
export function FairList() {
	const t = makingWords.value.fairs;
	const asked = useAsked(() => call('fair.list', {}), EVERY_MS, 0);
	const mine = new Set(
		me.value?.participations.filter(({ role }) => role === 'organiser').map(({ fair }) => fair),
	);
	const fairs = asked.value?.fairs.filter(({ id }) => mine.has(id));
	return (
		<Page title={t.title} testId="fairs">
			<Failure error={asked.error} />
			<Requests />
			{fairs?.length === 0 && <Empty icon="calendar-check">{t.none}</Empty>}
			<ul class="stack">
				{fairs?.map(fair => (
					<li key={fair.id} class="card fair-line" data-testid="my-fair">
						<div>
							<h2>{fair.name}</h2>
							<p class="meta">
								{datesIn(fair.timezone).dayAndTime(fair.opens_ms)} –{' '}
								{datesIn(fair.timezone).time(fair.closes_ms)}
							</p>
							<FairBadge of={fair} />
						</div>
						<div class="actions">
							<a class="button" data-look="main" href={`/beheer/${fair.id}`} data-testid="run-fair">
								{t.run}
								<span class="visually-hidden">: {fair.name}</span>
							</a>
							<Copy fair={fair} />
						</div>
					</li>
				))}
			</ul>
			<p>
				<a class="button" href="/beheer/nieuw" data-testid="new-fair">
					<Icon name="plus" />
					<span class="button-text">{t.new}</span>
				</a>
			</p>
		</Page>
	);
}
