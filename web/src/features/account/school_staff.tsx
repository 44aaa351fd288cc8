import { makingWords } from '../../i18n/making';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { Failure } from '../../ui/action';
import { Empty } from '../../ui/state';
import { useMailMode } from '../mail/mode';
import { Colleagues } from './colleagues';

const EVERY_MS = 60_000;

/** Who organises a fair and who looks after its students, a list for each school; one's own can be changed. */
export function SchoolStaffEditor({ fair }: { readonly fair: number }) {
	const t = makingWords.value.staff;
	const asked = useAsked(() => call('school_staff.list', { fair }), EVERY_MS, fair);
	const isUnmailed = useMailMode() === 'off';
	const { schools = [], members = [] } = asked.value ?? {};
	return (
		<>
			<Failure error={asked.error} />
			{isUnmailed && (
				<Empty icon="info">
					<p data-testid="staff-unmailed">{t.unmailed}</p>
				</Empty>
			)}
			{schools.map(({ id: school, name, is_mine }) => {
				const who = members.filter(one => one.school === school);
				if (!is_mine) return <Others key={school} school={name} who={who.map(one => one.name)} />;
				return (
					<Colleagues
						key={school}
						testId="school-staff"
						team={{
							title: schools.length > 1 ? name : t.title,
							text: t.text,
							roles: t.roles,
							usual: 'coordinator',
							mayLeave: 'coordinator',
							who,
							invite: guest => call('school_staff.invite', { fair, school, ...guest }),
							remove: ({ account, role }) =>
								call('school_staff.remove', { fair, school, account, role }),
							newLinks: 'server',
							removeSure: t.removeSure,
							look: asked.again,
						}}
					/>
				);
			})}
		</>
	);
}

/** Their own organisers choose them. */
function Others({ school, who }: { readonly school: string; readonly who: readonly string[] }) {
	return (
		<section class="card stack">
			<h2>{school}</h2>
			<p>{who.join(', ') || makingWords.value.staff.nobody}</p>
		</section>
	);
}
