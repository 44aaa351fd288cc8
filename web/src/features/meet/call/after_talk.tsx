import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { meetWords } from '../../../i18n/meet';
import { myLeads } from '../../../state/topics';
import { Page } from '../../../ui/page';
import { isBlocked } from '../../safety/blocks';
import { ReportButton } from '../../safety/report';
import { LeadCard } from '../agenda/lead_card';
import { activeEntries } from '../line/entry';
import { StillOpen } from './still_open';

/** After the talk a student knows where they stand: what was agreed, and when an answer comes. */
export function AfterTalk({ call }: { readonly call?: Call }) {
	const t = callWords.value;
	const { booth, recruiter_name: name = '', reason } = call ?? {};
	const lead = myLeads.value.find(one => one.booth === booth);
	const wasTalk = reason === 'hung_up' || reason === 'time' || reason === 'lost';
	const next = activeEntries.value.find(one => one.booth === booth && one.recruiter_name);
	if (call && wasTalk && next) {
		return (
			<Page title={t.goesOn(next.recruiter_name)} testId="after-talk">
				<p class="prose">{t.handedOn(name, next.recruiter_name, next.note)}</p>
				<p class="prose">{meetWords.value.line.stayClose}</p>
				<StillOpen call={call} />
				<ReportButton call={call.id} name={name} />
			</Page>
		);
	}
	return (
		<Page title={name ? t.over(name) : t.overShort} testId="after-talk">
			{reason && <p class="prose">{t.overReason[reason]}</p>}
			{wasTalk && !lead?.answer && !isBlocked(booth) && <p class="prose">{t.whatNow}</p>}
			<div class="actions">
				<a class="button" data-look="main" data-large href="/" data-testid="to-fair">
					{t.toFair}
				</a>
				<a class="button" data-large href="/agenda">
					{t.toAgenda}
				</a>
			</div>
			{call && wasTalk && <StillOpen call={call} />}
			{lead && (
				<section>
					<h2 class="visually-hidden">{meetWords.value.agenda.leads}</h2>
					<LeadCard lead={lead} />
				</section>
			)}
			{call && wasTalk && <ReportButton call={call.id} name={name} />}
		</Page>
	);
}
