import { useState } from 'preact/hooks';
import type { CertificationState, Placement } from '../../gen/protocol';
import { dates } from '../../i18n';
import { programmeWords } from '../../i18n/programmes';
import type { WireError } from '../../net/wire';
import { call, me } from '../../state/client';
import { Failure } from '../../ui/action';
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
	const { certification, checked_ms, programme_id } = placement;
	const maySay = me.value?.participations.some(
		at => at.fair === fair && (at.role === 'organiser' || at.role === 'coordinator'),
	);
	return (
		<>
			{certification && (
				<p>
					<Badge tone={tones[certification]} icon={icons[certification]}>
						{t.certifications[certification]}
						{checked_ms && ` · ${dates.value.day(checked_ms)}`}
					</Badge>
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
	const [error, setError] = useState<WireError>();
	const say = async (value: CertificationState | '') => {
		if (!value) return;
		const result = await call('certification.set', { booth, programme, state: value });
		setError(result.ok ? undefined : result.error);
	};
	return (
		<>
			<SelectField<CertificationState | ''>
				label={t.certify}
				value={state ?? ''}
				options={[
					...(state ? [] : [{ value: '' as const, text: t.unknown }]),
					...STATES.map(value => ({ value, text: t.certifications[value] })),
				]}
				testId="certify"
				onChange={value => void say(value)}
			/>
			<Failure error={error} />
		</>
	);
}
