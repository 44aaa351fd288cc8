import type { EndReason } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { meetWords } from '../../../i18n/meet';
import { myLeads } from '../../../state/topics';
import { Page } from '../../../ui/page';
import { ReportButton } from '../../safety/report';
import { LeadCard } from '../agenda/lead_card';

interface Props {
	readonly call?: number;
	readonly booth?: number;
	readonly name?: string;
	readonly reason?: EndReason;
}

/** After the talk a student knows where they stand: what was agreed, and when an answer comes. */
export function AfterTalk({ call, booth, name, reason }: Props) {
	const t = callWords.value;
	const lead = myLeads.value.find(one => one.booth === booth);
	const wasTalk = reason === 'hung_up' || reason === 'time' || reason === 'lost';
	return (
		<Page title={name ? t.over(name) : t.overShort} testId="after-talk">
			{reason && <p class="prose">{t.overReason[reason]}</p>}
			{wasTalk && !lead?.answer && <p class="prose">{t.whatNow}</p>}
			{lead && (
				<section>
					<h2 class="visually-hidden">{meetWords.value.agenda.leads}</h2>
					<LeadCard lead={lead} />
				</section>
			)}
			<div class="actions">
				<a class="button" data-look="main" data-large href="/" data-testid="to-fair">
					{t.toFair}
				</a>
				<a class="button" data-large href="/agenda">
					{t.toAgenda}
				</a>
			</div>
			{wasTalk && call !== undefined && name && <ReportButton call={call} name={name} />}
		</Page>
	);
}
