import type { Report, Restraint } from '../../gen/protocol';
import { dates } from '../../i18n';
import { safetyWords } from '../../i18n/safety';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Action, Failure } from '../../ui/action';
import { Badge } from '../../ui/state';
import { Restrain } from './restrain';
import './safety.css';

const EVERY_MS = 30_000;

/** What was reported at a fair, for its organiser: what is not settled first. */
export function Reports({ fair, news }: { readonly fair: number; readonly news: string }) {
	const t = safetyWords.value.list;
	const asked = useAsked(() => call('report.list', { fair }), EVERY_MS, fair, news);
	const { reports, restraints } = asked.value ?? { reports: [], restraints: [] };
	return (
		<section class="card stack told" data-testid="reports">
			<h2>{t.title}</h2>
			<Failure error={asked.error} />
			{asked.value && reports.length === 0 && <p>{t.none}</p>}
			<ul class="stack">
				{reports.map(report => (
					<li key={report.id}>
						<ReportLine
							fair={fair}
							report={report}
							restraint={restraints.find(({ id }) => id === report.about)}
							onDone={asked.again}
						/>
					</li>
				))}
			</ul>
			{restraints.length > 0 && <h3>{t.restrained}</h3>}
			<ul class="stack">
				{restraints.map(restraint => (
					<li key={restraint.id} data-testid="restrained">
						<p>{[restraint.name, ...statesOf(restraint)].join(' · ')}</p>
						<Restrain
							fair={fair}
							student={restraint.id}
							isMuted={restraint.is_muted}
							isBanned={restraint.is_banned}
							onDone={asked.again}
						/>
					</li>
				))}
			</ul>
		</section>
	);
}

function statesOf({ is_muted, is_banned }: Restraint): string[] {
	const t = safetyWords.value.list;
	return [...(is_muted ? [t.muted] : []), ...(is_banned ? [t.banned] : [])];
}

interface LineProps {
	readonly fair: number;
	readonly report: Report;
	readonly restraint: Restraint | undefined;
	readonly onDone: () => void;
}

function ReportLine({ fair, report, restraint, onDone }: LineProps) {
	const t = safetyWords.value;
	const { reporter_name, about_name, booth_name, message } = report;
	const about =
		message === undefined
			? t.list.about
			: report.is_beside_talk
				? t.list.aboutBesideTalk
				: t.list.aboutMessage;
	return (
		<article class="stack" data-testid="report-line" data-settled={report.is_settled}>
			<h3>{about(reporter_name, about_name, booth_name)}</h3>
			<p class="meta">
				{[
					dates.value.dayAndTime(report.at_ms),
					report.is_about_student ? t.list.student : t.list.staff,
				].join(' · ')}
			</p>
			{report.quote && <blockquote>{report.quote}</blockquote>}
			<p>
				<strong>{t.reasons[report.reason]}</strong>
				{report.text && ` · “${report.text}”`}
			</p>
			<div class="actions">
				{report.is_settled ? (
					<Badge tone="good" icon="circle-check">
						{t.list.settled}
					</Badge>
				) : (
					<Action
						run={() => call('report.settle', { report: report.id })}
						onDone={onDone}
						testId="settle"
					>
						{t.list.settle}
					</Action>
				)}
				{message !== undefined && !report.is_beside_talk && (
					<Action
						run={() => call('message.hide', { message, is_hidden: !report.is_hidden })}
						onDone={onDone}
						testId="hide-message"
					>
						{report.is_hidden ? t.show : t.hide}
					</Action>
				)}
				{!report.is_about_student && (
					<a class="button" href={`/inrichten/${report.booth}`} data-testid="to-staff">
						{t.list.toStaff(booth_name)}
					</a>
				)}
			</div>
			{report.is_about_student && !restraint && (
				<Restrain fair={fair} student={report.about} onDone={onDone} />
			)}
		</article>
	);
}
