import { useState } from 'preact/hooks';
import type { Exhibitor, MailMode, RoomSums } from '../../gen/protocol';
import { dates, named } from '../../i18n';
import { exhibitorWords } from '../../i18n/exhibitor';
import { setupWords } from '../../i18n/setup';
import { call, serverNowMs } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Badge } from '../../ui/state';
import { Sure } from '../../ui/sure';
import { HandOver } from '../account/hand_over';
import { mayRemind } from './state';

interface Props {
	readonly exhibitor: Exhibitor;
	readonly rooms: readonly RoomSums[];
	/** Undefined: not known yet. */
	readonly mode: MailMode | undefined;
}

/** How far one employer is, and what can be done about it. */
export function ExhibitorRow({ exhibitor, rooms, mode }: Props) {
	const t = exhibitorWords.value;
	const { id, name, contact, email, lacks } = exhibitor;
	const room = rooms.find(one => one.id === exhibitor.room);
	return (
		<li
			class="exhibitor"
			data-testid="exhibitor"
			data-booth={id}
			data-lacks={lacks.join(' ')}
			data-mail={exhibitor.mail}
		>
			<div>
				<strong>{name}</strong>
				<p class="meta">{[room && named(room), contact, email].filter(Boolean).join(' · ')}</p>
				<p class="meta">{toldText(exhibitor)}</p>
			</div>
			<div>
				{lacks.length === 0 ? (
					<Badge tone="good" icon="circle-check">
						{t.ready}
					</Badge>
				) : (
					<>
						<p>{t.lacks}</p>
						<ul class="exhibitor-lacks">
							{lacks.map(step => (
								<li key={step}>{t.steps[step]}</li>
							))}
						</ul>
					</>
				)}
			</div>
			<Doing exhibitor={exhibitor} mode={mode} />
		</li>
	);
}

function toldText({ contact, invited_ms, reminded_ms, mail }: Exhibitor): string {
	const t = exhibitorWords.value;
	const { dayAndTime } = dates.value;
	if (contact === undefined) return t.noContact;
	if (invited_ms === undefined && reminded_ms === undefined) return t.uninvited;
	return [
		invited_ms !== undefined && t.invited(dayAndTime(invited_ms)),
		reminded_ms !== undefined && t.reminded(dayAndTime(reminded_ms)),
		mail && t.mails[mail as keyof typeof t.mails],
	]
		.filter(Boolean)
		.join(' · ');
}

/** Read from a list by mistake, or they cancelled. */
function TakeAway({ booth, name }: { readonly booth: number; readonly name: string }) {
	const t = exhibitorWords.value;
	const [isAsking, setAsking] = useState(false);
	if (!isAsking) {
		return (
			<Button
				look="quiet"
				icon="x"
				label={`${t.remove}${t.forName(name)}`}
				onClick={() => setAsking(true)}
				testId="remove-employer"
			/>
		);
	}
	return (
		<Sure
			question={t.removeSure(name)}
			yes={t.remove}
			no={setupWords.value.cancel}
			run={() => call('exhibitor.remove', { booth })}
			onDone={() => setAsking(false)}
			onNo={() => setAsking(false)}
			testId="remove-employer"
		/>
	);
}

function Doing({ exhibitor, mode }: Omit<Props, 'rooms'>) {
	const t = exhibitorWords.value;
	const { id, name, contact, invited_ms, lacks } = exhibitor;
	const [made, setMade] = useState<{ readonly text: string; readonly link: string }>();
	const invite = async () => {
		const result = await call('exhibitor.invite', { booth: id });
		if (!result.ok || result.value.is_mailed) return result;
		const { token } = result.value;
		const path = `/inrichten/${id}`;
		setMade({
			text: token ? t.handOver : t.handOverKnown,
			link: location.origin + (token ? `/in#${token}${path}` : path),
		});
		return result;
	};
	const label = mode === 'off' ? t.makeLink : invited_ms === undefined ? t.invite : t.inviteAgain;
	const hasCome = !lacks.includes('come');
	return (
		<div class="actions">
			{contact !== undefined && !hasCome && (
				<Action icon="send" label={`${label}${t.forName(name)}`} run={invite} testId="invite-one">
					{label}
				</Action>
			)}
			{mode !== 'off' &&
				mayRemind(exhibitor, serverNowMs()) &&
				(hasCome || invited_ms !== undefined) && (
					<Action
						icon="bell-ring"
						label={`${t.remind}${t.forName(name)}`}
						run={() => call('exhibitor.remind', { booth: id })}
						testId="remind-one"
					>
						{t.remind}
					</Action>
				)}
			<a class="button" href={`/inrichten/${id}`}>
				{t.open}
				<span class="visually-hidden">{t.forName(name)}</span>
			</a>
			<TakeAway booth={id} name={name} />
			{made && <HandOver {...made} />}
		</div>
	);
}
