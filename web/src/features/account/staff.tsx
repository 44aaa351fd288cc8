import type { StaffRole } from '../../gen/protocol';
import { setupWords } from '../../i18n/setup';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { isAt } from '../../state/me';
import { Failure } from '../../ui/action';
import { useMailMode } from '../mail/mode';
import { Colleagues } from './colleagues';

const EVERY_MS = 60_000;

interface Props {
	readonly booth: number;
	readonly fair: number;
}

/** Who works at a booth. */
export function StaffEditor({ booth, fair }: Props) {
	const { title, roles, removeSure } = setupWords.value.staff;
	const asked = useAsked(() => call('staff.list', { booth }), EVERY_MS, booth);
	// An organiser, where nobody can ask for a link by mail.
	const mayRenew = useMailMode() === 'off' && isAt(fair, 'organiser');
	return (
		<>
			<Failure error={asked.error} />
			<Colleagues<StaffRole>
				testId="staff-editor"
				team={{
					title,
					roles,
					usual: 'recruiter',
					who: asked.value?.staff ?? [],
					invite: guest => call('staff.invite', { booth, ...guest }),
					remove: ({ account }) => call('staff.remove', { booth, account }),
					...(mayRenew && { renew: ({ account }) => call('staff.renew', { booth, account }) }),
					newLinks: mayRenew ? 'here' : 'fair',
					removeSure,
					look: asked.again,
				}}
			/>
		</>
	);
}
