import { useEffect, useState } from 'preact/hooks';
import type { Report } from '../../gen/protocol';
import { dates } from '../../i18n';
import { safetyWords } from '../../i18n/safety';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Badge } from '../../ui/state';

const EVERY_MS = 30_000;

/** What was reported at a fair, for its organiser: what is not settled first. */
export function Reports({ fair }: { readonly fair: number }) {
	const t = safetyWords.value.list;
	const [reports, setReports] = useState<readonly Report[]>([]);
	const look = async () => {
		if (document.hidden) return;
		const result = await call('report.list', { fair });
		if (result.ok) setReports(result.value.reports);
	};
	useEffect(() => {
		void look();
		const timer = setInterval(() => void look(), EVERY_MS);
		return () => clearInterval(timer);
	}, [fair]);
	return (
		<section class="card stack" data-testid="reports">
			<h2>{t.title}</h2>
			{reports.length === 0 && <p>{t.none}</p>}
			<ul class="stack">
				{reports.map(report => (
					<li key={report.id}>
						<ReportLine report={report} onDone={() => void look()} />
					</li>
				))}
			</ul>
		</section>
	);
}

interface LineProps {
	readonly report: Report;
	readonly onDone: () => void;
}

function ReportLine({ report, onDone }: LineProps) {
	const t = safetyWords.value;
	/** Without a word about it, who was sent away stays away. */
	const settle = (ban?: boolean) =>
		call('report.settle', {
			report: report.id,
			...(ban !== undefined && { is_banned: ban }),
		});
	return (
		<article class="stack" data-testid="report-line" data-settled={report.is_settled}>
			<h3>{t.list.about(report.reporter_name, report.about_name, report.booth_name)}</h3>
			<p class="meta">
				{[
					dates.value.dayAndTime(report.at_ms),
					report.is_about_student ? t.list.student : t.list.staff,
				].join(' · ')}
			</p>
			<p>
				<strong>{t.reasons[report.reason]}</strong>
				{report.text && ` · “${report.text}”`}
			</p>
			<div class="actions">
				{report.is_settled ? (
					<Badge tone="good" icon="circle-check">
						{report.is_banned ? t.list.banned : t.list.settled}
					</Badge>
				) : (
					<Action run={() => settle()} onDone={onDone} testId="settle">
						{t.list.settle}
					</Action>
				)}
				{report.is_banned ? (
					<Action run={() => settle(false)} onDone={onDone} testId="unban">
						{t.list.unban}
					</Action>
				) : (
					report.is_about_student && <Ban run={() => settle(true)} onDone={onDone} />
				)}
			</div>
		</article>
	);
}

interface BanProps {
	readonly run: () => ReturnType<typeof call<'report.settle'>>;
	readonly onDone: () => void;
}

function Ban({ run, onDone }: BanProps) {
	const t = safetyWords.value.list;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<Button onClick={() => setAsking(true)} testId="ban">
				{t.ban}
			</Button>
		);
	}
	return (
		<>
			<p>{t.banSure}</p>
			<Action look="danger" run={run} onDone={onDone} testId="ban-sure">
				{t.ban}
			</Action>
		</>
	);
}
