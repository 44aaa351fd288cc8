import { useEffect, useState } from 'preact/hooks';
import type { CertificationState, Placement } from '../../gen/protocol';
import { dates } from '../../i18n';
import { programmeWords } from '../../i18n/programmes';
import { call, me } from '../../state/client';
import { Action } from '../../ui/action';
import { SelectField } from '../../ui/field';
import { Badge } from '../../ui/state';

const STATES: readonly CertificationState[] = ['certified', 'applied', 'not_yet'];
const tones = { certified: 'good', applied: 'info', not_yet: 'warn' } as const;
const icons = { certified: 'circle-check', applied: 'clock', not_yet: 'circle-alert' } as const;

interface Props {
	readonly fair: number;
	readonly booth: number;
	readonly placement: Placement;
}

/** Whether the employer may teach what a placement is for, as a school looked it up; schools say so here. */
export function Certification({ fair, booth, placement }: Props) {
	const t = programmeWords.value;
	const { certification, checked_ms, programme_id, programme_school } = placement;
	const checkedBy = placement.checked_by ?? programme_school;
	// A school looks up its own programmes; who organises the fair, those of all its schools.
	const maySay = me.value?.participations.some(
		at =>
			at.fair === fair &&
			(at.role === 'organiser' ||
				(at.role === 'coordinator' && at.organisation === programme_school)),
	);
	return (
		<>
			{certification && (
				<p>
					<Badge tone={tones[certification]} icon={icons[certification]}>
						{t.certifications[certification]}
					</Badge>{' '}
					{checked_ms && checkedBy && (
						<span class="meta">{t.checked(dates.value.day(checked_ms), checkedBy)}</span>
					)}
				</p>
			)}
			{maySay && programme_id !== undefined && (
				<Say booth={booth} programme={programme_id} state={certification} />
			)}
		</>
	);
}

interface SayProps {
	readonly booth: number;
	readonly programme: number;
	readonly state: CertificationState | undefined;
}

function Say({ booth, programme, state }: SayProps) {
	const t = programmeWords.value;
	const [chosen, setChosen] = useState<CertificationState | ''>(state ?? '');
	// Kept for every placement of the programme here: also when it was saved at another, or by a colleague, "save"
	// must not take back what it does not show.
	useEffect(() => setChosen(state ?? ''), [state]);
	return (
		<>
			<SelectField<CertificationState | ''>
				label={t.certify}
				value={chosen}
				options={[
					{ value: '', text: t.unknown },
					...STATES.map(value => ({ value, text: t.certifications[value] })),
				]}
				testId="certify"
				onChange={setChosen}
			/>
			<div class="actions">
				<Action
					run={() =>
						call('certification.set', { booth, programme, ...(chosen && { state: chosen }) })
					}
					testId="save-certification"
				>
					{t.save}
				</Action>
			</div>
		</>
	);
}
