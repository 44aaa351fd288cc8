import { useState } from 'preact/hooks';
import type { IconName } from '../../gen/icons';
import type { Fair, Need, NeedKind } from '../../gen/protocol';
import { dates } from '../../i18n';
import { liveWords } from '../../i18n/live';
import type { Result } from '../../net/wire';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { Empty } from '../../ui/state';
import { Tell } from './tell';

const icons: Readonly<Record<NeedKind, IconName>> = {
	report: 'circle-alert',
	missed: 'calendar-check',
	booking_alone: 'calendar-check',
	line_alone: 'users-round',
	outside: 'lock',
	closing: 'clock',
	line_long: 'clock',
	uneven: 'route',
	closed_idle: 'coffee',
};

interface Props {
	readonly fair: Fair;
	readonly needs: readonly Need[];
	/** Where the reports of talks stand on this page. */
	readonly onReports: () => void;
}

/** What needs somebody now, the most urgent first, each with the one thing to do about it. */
export function Needs({ fair, needs, onReports }: Props) {
	const t = liveWords.value;
	return (
		<section class="stack" data-testid="needs" data-count={needs.length}>
			<h2>{t.needs}</h2>
			{needs.length === 0 ? (
				<Empty icon="circle-check">{t.noNeeds}</Empty>
			) : (
				<ul class="needs">
					{needs.map(need => (
						<li
							key={`${need.kind} ${need.booth}`}
							data-testid="need"
							data-kind={need.kind}
							data-booth={need.booth}
						>
							<Icon name={icons[need.kind]} />
							<Said need={need} />
							<Act fair={fair} need={need} onReports={onReports} />
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

function Said({ need }: { readonly need: Need }) {
	const t = liveWords.value;
	const { time } = dates.value;
	const since = need.since_ms === undefined ? '' : time(need.since_ms);
	return (
		<div>
			<p>
				<strong>{sentenceOf(need)}</strong>
			</p>
			<p class="meta">
				{t.more[need.kind](need.count, since)}{' '}
				{need.told_ms !== undefined && t.told(time(need.told_ms))}
			</p>
		</div>
	);
}

function sentenceOf({ kind, count, booth_name = '' }: Need): string {
	const t = liveWords.value.need;
	switch (kind) {
		case 'report':
		case 'outside':
		case 'closing':
		case 'uneven':
			return t[kind](count);
		default:
			return t[kind](booth_name);
	}
}

interface ActProps {
	readonly fair: Fair;
	readonly need: Need;
	readonly onReports: () => void;
}

const EXTEND_MINUTES = 15;
/** A tenth more, as long as people wait for it. */
const WIDEN_PART = 10;
const WIDEN_LEAST = 10;

function Act({ fair, need, onReports }: ActProps) {
	const t = liveWords.value.act;
	const { kind, booth = 0 } = need;
	const more = Math.max(WIDEN_LEAST, Math.ceil((fair.inside_most ?? 0) / WIDEN_PART));
	switch (kind) {
		case 'report':
			return (
				<Button onClick={onReports} testId="need-act">
					{t.report}
				</Button>
			);
		case 'missed':
		case 'booking_alone':
		case 'line_alone':
			return <Write need={need} kind={kind} />;
		case 'outside':
			return (
				<Do
					need={need}
					text={t.outside(more)}
					run={() => call('fair.widen', { fair: fair.id, by: more })}
				/>
			);
		case 'closing':
			return (
				<Do
					need={need}
					text={t.closing}
					run={() => call('fair.extend', { fair: fair.id, minutes: EXTEND_MINUTES })}
				/>
			);
		case 'line_long':
			return <Do need={need} text={t.line_long} run={() => call('line.close', { booth })} />;
		case 'uneven':
			return (
				<Do need={need} text={t.uneven} run={() => call('fair.point_quiet', { fair: fair.id })} />
			);
		case 'closed_idle':
			return <Do need={need} text={t.closed_idle} run={() => call('line.open', { booth })} />;
	}
}

interface DoProps {
	readonly need: Need;
	readonly text: string;
	readonly run: () => Promise<Result<unknown>>;
}

/** Several of them may say the same: who cannot see the line hears which booth it is. */
function Do({ need, text, run }: DoProps) {
	return (
		<Action run={run} {...labelOf(need, text)} testId="need-act">
			{text}
		</Action>
	);
}

interface WriteProps {
	readonly need: Need;
	readonly kind: 'missed' | 'booking_alone' | 'line_alone';
}

function Write({ need, kind }: WriteProps) {
	const t = liveWords.value;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button onClick={() => setOpen(true)} {...labelOf(need, t.act.write)} testId="need-act">
				{t.act.write}
			</Button>
			{isOpen && (
				<Tell
					booth={need.booth ?? 0}
					name={need.booth_name ?? ''}
					text={t.write.text[kind]}
					onClose={() => setOpen(false)}
				/>
			)}
		</>
	);
}

const labelOf = ({ booth_name }: Need, text: string) =>
	booth_name === undefined ? {} : { label: liveWords.value.actLabel(text, booth_name) };
