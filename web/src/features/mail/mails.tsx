import { useEffect, useState } from 'preact/hooks';
import type { MailLine, MailState } from '../../gen/protocol';
import { dates } from '../../i18n';
import { mailWords } from '../../i18n/mail';
import type { Reply, WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Button, Failure } from '../../ui/action';
import { Page } from '../../ui/page';
import { Badge, Empty } from '../../ui/state';
import { GiveLink } from '../account/give_link';
import './mails.css';

const tones: Partial<Record<MailState, 'good' | 'warn' | 'error' | 'info'>> = {
	sent: 'good',
	shown: 'info',
	refused: 'error',
	expired: 'error',
	unknown: 'warn',
};

/** The newest, and what was looked back to, where nothing can be missing between them. */
function joined(newest: readonly MailLine[], known: readonly MailLine[]): readonly MailLine[] {
	const oldest = newest.at(-1)?.id ?? 0;
	const older = known.filter(({ id }) => id < oldest);
	return older.length < known.length ? [...newest, ...older] : newest;
}

/** How mails go from this server, and the newest of them. Of a demo they can be read here. */
export function Mails() {
	const t = mailWords.value;
	const [list, setList] = useState<Reply<'mail.list'>>();
	const [mails, setMails] = useState<readonly MailLine[]>([]);
	const [error, setError] = useState<WireError>();
	const look = async () => {
		const result = await call('mail.list', {});
		setError(result.ok ? undefined : result.error);
		if (!result.ok) return;
		setList(result.value);
		setMails(known => joined(result.value.mails, known));
	};
	const lookBack = async () => {
		const before = mails.at(-1)?.id;
		const result = await call('mail.list', { ...(before !== undefined && { before }) });
		setError(result.ok ? undefined : result.error);
		if (result.ok) setMails([...mails, ...result.value.mails]);
	};
	useEffect(() => {
		void look();
		// Whoever comes back from another tab, where they did what a mail is about, sees it.
		const again = () => void look();
		addEventListener('focus', again);
		return () => removeEventListener('focus', again);
	}, []);
	return (
		<Page title={t.title} testId="mails">
			<GiveLink />
			<Failure error={error} />
			{list && (
				<>
					<p class="prose">{t.modes[list.mode]}</p>
					{list.held_until_ms !== undefined && (
						<p class="prose" role="status">
							{t.held(dates.value.time(list.held_until_ms))} {list.trouble}
						</p>
					)}
					{list.waiting > 0 && <p>{t.waiting(list.waiting)}</p>}
					<div class="actions">
						<Button icon="refresh-cw" onClick={() => void look()} testId="refresh">
							{t.refresh}
						</Button>
					</div>
					{mails.length === 0 && <Empty icon="info">{t.none}</Empty>}
					{mails.length > 0 && <p data-testid="mails-total">{t.total(list.total)}</p>}
					<ul class="stack">
						{mails.map(mail => (
							<Mail key={mail.id} mail={mail} />
						))}
					</ul>
					{mails.length < list.total && (
						<div class="actions">
							<Button onClick={() => void lookBack()} testId="older-mails">
								{t.older}
							</Button>
						</div>
					)}
				</>
			)}
		</Page>
	);
}

function Mail({ mail }: { readonly mail: MailLine }) {
	const t = mailWords.value;
	const facts = [
		mail.address,
		dates.value.dayAndTime(mail.written_ms),
		mail.attempts > 1 && t.attempts(mail.attempts),
		mail.due_ms !== undefined && mail.attempts > 0 && t.due(dates.value.time(mail.due_ms)),
	];
	return (
		<li class="card stack" data-testid="mail" data-state={mail.state}>
			<div class="mail-head">
				<h2>{mail.subject}</h2>
				<Badge tone={tones[mail.state] ?? 'info'}>{t.states[mail.state]}</Badge>
			</div>
			<p class="meta">{facts.filter(Boolean).join(' · ')}</p>
			{mail.state === 'unknown' && <p>{t.unknownText}</p>}
			{mail.detail && <p class="meta">{mail.detail}</p>}
			{mail.text && <Text text={mail.text} />}
		</li>
	);
}

/** As it was written; a line that is an address of this server can be followed. */
function Text({ text }: { readonly text: string }) {
	return (
		<div class="mail-text">
			{text.split('\n').map((line, i) =>
				line.startsWith(`${location.origin}/`) ? (
					<a key={i} href={line} target="_blank" rel="noopener" data-testid="mail-link">
						{`${line}\n`}
					</a>
				) : (
					<span key={i}>{`${line}\n`}</span>
				),
			)}
		</div>
	);
}
