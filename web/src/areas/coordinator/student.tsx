import type { LineOffer, StudentProgress } from '../../gen/protocol';
import { dates, words } from '../../i18n';
import { boardWords } from '../../i18n/board';
import { coordinatorWords } from '../../i18n/coordinator';
import { minute } from '../../state/time';
import { Badge, type Tone } from '../../ui/state';
import { GiveTime } from './give_time';
import { waitsLong } from './need';
import { OfferLine } from './offer_line';
import { Resend } from './resend';

interface Props {
	readonly fair: number;
	readonly student: StudentProgress;
	readonly onAsked: () => void;
}

/** Who it is, how they fare in words, and what can be done for them. */
export function Student({ fair, student, onAsked }: Props) {
	const t = boardWords.value.school;
	const { level, placed_at: placedAt } = student;
	const facts = [student.group, level ? words.value.levels[level] : t.noCardYet, student.programme];
	const isIdle = student.spoken === 0 && student.waiting === 0;
	return (
		<>
			{student.name}
			<div class="meta">{facts.filter(Boolean).join(' · ')}</div>
			<States student={student} />
			{placedAt === undefined && (
				<div class="actions">
					{level && student.has_come && (
						<OfferLine fair={fair} student={student} onAsked={onAsked} />
					)}
					{level && <GiveTime fair={fair} student={student} />}
					{(isIdle || !student.has_come) && <Resend fair={fair} student={student} />}
				</div>
			)}
		</>
	);
}

function States({ student }: { readonly student: StudentProgress }) {
	const t = boardWords.value.school;
	const own = coordinatorWords.value;
	const { placed_at: placedAt, overdue_ms: overdueMs, waits_ms: waitsMs, missed } = student;
	const { mailed_ms: mailedMs, offers } = student;
	return (
		<div class="actions student-states">
			{placedAt !== undefined && (
				<Badge tone="good" icon="circle-check">
					{t.placedAt(placedAt)}
				</Badge>
			)}
			{placedAt === undefined && student.forward_at !== undefined && (
				<Badge tone="good" icon="check">
					<span data-testid="student-forward">
						{own.yesFrom(student.forward_at, student.forward - 1)}
					</span>
				</Badge>
			)}
			{!student.has_come && (
				<Badge tone="warn" icon="circle-alert">
					{own.notCome}
				</Badge>
			)}
			{waitsMs !== undefined && (
				<Badge tone={waitsLong(student, minute.value) ? 'warn' : 'quiet'} icon="ticket">
					{own.waitsFor(minute.value - waitsMs)}
				</Badge>
			)}
			{missed > 0 && (
				<Badge tone="warn" icon="circle-alert">
					{own.missedTimes(missed)}
				</Badge>
			)}
			{overdueMs !== undefined && (
				<Badge tone="error" icon="circle-alert">
					<span data-testid="student-late">
						{t.lateAt(student.overdue_at.join(', '), minute.value - overdueMs)}
					</span>
				</Badge>
			)}
			{offers.map(offer => (
				<Asked key={`${offer.booth} ${offer.until_ms}`} offer={offer} />
			))}
			{mailedMs !== undefined && !student.has_come && (
				<Badge icon="send">{own.mailed(dates.value.dayAndTime(mailedMs))}</Badge>
			)}
		</div>
	);
}

const tones: Record<LineOffer['state'], Tone> = {
	open: 'info',
	yes: 'good',
	no: 'quiet',
	expired: 'quiet',
};

function Asked({ offer }: { readonly offer: LineOffer }) {
	const { state, booth_name, until_ms } = offer;
	return (
		<Badge tone={tones[state]}>
			<span data-testid="asked" data-state={state}>
				{coordinatorWords.value.asked[state](booth_name, dates.value.time(until_ms))}
			</span>
		</Badge>
	);
}
