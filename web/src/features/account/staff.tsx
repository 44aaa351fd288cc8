import { setupWords } from '../../i18n/setup';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Failure } from '../../ui/action';
import { Colleagues } from './colleagues';

const EVERY_MS = 60_000;

/** Who works at a booth. */
export function StaffEditor({ booth }: { readonly booth: number }) {
	const { title, roles, removeSure } = setupWords.value.staff;
	const asked = useAsked(() => call('staff.list', { booth }), EVERY_MS, booth);
	return (
		<>
			<Failure error={asked.error} />
			<Colleagues
				testId="staff-editor"
				team={{
					title,
					roles,
					usual: 'recruiter',
					who: asked.value?.staff ?? [],
					invite: guest => call('staff.invite', { booth, ...guest }),
					remove: ({ account }) => call('staff.remove', { booth, account }),
					removeSure,
					look: asked.again,
				}}
			/>
		</>
	);
}
