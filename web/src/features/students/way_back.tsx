import { useState } from 'preact/hooks';
import { joinWords } from '../../i18n/join';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { CopyLink } from '../../ui/copy';
import { Qr } from './qr';
import './students.css';

/** By which one comes back on another device: to photograph, to copy, to send to oneself. */
export function WayBackLink({ token }: { readonly token: string }) {
	const t = joinWords.value.back;
	const link = `${location.origin}/in#${token}`;
	// Whoever changes their mind about sharing it has done nothing wrong.
	const share = () => void navigator.share({ url: link }).catch(() => undefined);
	return (
		<section class="card stack" data-testid="way-back">
			<h2>{t.title}</h2>
			<p class="prose">{t.text}</p>
			<Qr text={link} label={t.qr} />
			<p>
				<code class="way-back-link" data-testid="way-back-link">
					{link}
				</code>
			</p>
			<p class="prose">
				<strong>{t.secret}</strong>
			</p>
			<div class="actions">
				<CopyLink link={link} />
				{'share' in navigator && (
					<Button icon="send" onClick={share}>
						{t.share}
					</Button>
				)}
			</div>
		</section>
	);
}

/** On one's own page: a link is made when it is asked for, and shown once. */
export function WayBack({ fair }: { readonly fair: number }) {
	const t = joinWords.value.back;
	const [token, setToken] = useState('');
	const make = async () => {
		const result = await call('student.way_back', { fair });
		if (result.ok) setToken(result.value.token);
		return result;
	};
	if (token) return <WayBackLink token={token} />;
	return (
		<section class="card stack">
			<h2>{t.title}</h2>
			<p class="prose">{t.againText}</p>
			<div class="actions">
				<Action run={make} testId="make-way-back">
					{t.again}
				</Action>
			</div>
		</section>
	);
}
