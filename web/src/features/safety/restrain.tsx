import { useState } from 'preact/hooks';
import { safetyWords } from '../../i18n/safety';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Sure } from '../../ui/sure';

interface Props {
	readonly fair: number;
	readonly student: number;
	readonly isMuted?: boolean;
	readonly isBanned?: boolean;
	readonly onDone: () => void;
}

/** The organiser's two ways to restrain a student, and back. */
export function Restrain({ fair, student, isMuted = false, isBanned = false, onDone }: Props) {
	const t = safetyWords.value.list;
	const [isAsking, setAsking] = useState(false);
	const ban = (is_banned: boolean) => () => call('student.ban', { fair, student, is_banned });
	if (isAsking) {
		return (
			<Sure
				question={t.banSure}
				yes={t.ban}
				no={t.cancel}
				run={ban(true)}
				onDone={onDone}
				onNo={() => setAsking(false)}
				testId="ban"
			/>
		);
	}
	return (
		<div class="actions">
			<Action
				run={() => call('student.mute', { fair, student, is_muted: !isMuted })}
				onDone={onDone}
				testId={isMuted ? 'unmute' : 'mute'}
			>
				{isMuted ? t.unmute : t.mute}
			</Action>
			{isBanned ? (
				<Action run={ban(false)} onDone={onDone} testId="unban">
					{t.unban}
				</Action>
			) : (
				<Button onClick={() => setAsking(true)} testId="ban">
					{t.ban}
				</Button>
			)}
		</div>
	);
}
