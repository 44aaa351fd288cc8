import type { ExhibitorDraft, RoomSums } from '../../gen/protocol';
import { named } from '../../i18n';
import { exhibitorWords } from '../../i18n/exhibitor';
import { SelectField, TextField } from '../../ui/field';

interface Props {
	readonly rooms: readonly RoomSums[];
	readonly draft: ExhibitorDraft;
	readonly roomHint?: string;
	readonly onChange: (draft: ExhibitorDraft) => void;
}

/** Nothing typed yet, in the first room. */
export const freshIn = (rooms: readonly RoomSums[]): ExhibitorDraft => ({
	employer: '',
	city: '',
	room: rooms[0]?.id ?? 0,
	contact: '',
	email: '',
	tagline: '',
});

/** An employer with its booth and who answers for it. */
export function ExhibitorFields({ rooms, draft, roomHint, onChange }: Props) {
	const t = exhibitorWords.value.form;
	const change = (some: Partial<ExhibitorDraft>) => onChange({ ...draft, ...some });
	return (
		<>
			<TextField
				name="employer"
				label={t.employer}
				value={draft.employer}
				maxLength={120}
				onChange={employer => change({ employer })}
				testId="exhibitor-employer"
			/>
			<TextField
				label={t.city}
				value={draft.city}
				maxLength={80}
				onChange={city => change({ city })}
			/>
			<SelectField
				label={t.room}
				{...(roomHint && { hint: roomHint })}
				value={String(draft.room)}
				options={rooms.map(room => ({ value: String(room.id), text: named(room) }))}
				onChange={room => change({ room: Number(room) })}
				testId="exhibitor-room"
			/>
			<TextField
				label={t.tagline}
				hint={t.taglineHint}
				value={draft.tagline}
				maxLength={160}
				onChange={tagline => change({ tagline })}
			/>
			<TextField
				name="contact"
				label={t.contact}
				value={draft.contact}
				maxLength={120}
				onChange={contact => change({ contact })}
				testId="exhibitor-contact"
			/>
			<TextField
				type="email"
				name="email"
				label={t.email}
				value={draft.email}
				maxLength={254}
				onChange={email => change({ email })}
				testId="exhibitor-email"
			/>
		</>
	);
}
