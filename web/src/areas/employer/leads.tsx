import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { useWalk } from '../../features/fair/walked';
import { Board } from '../../features/meet/leads/board';
import { useTeam } from '../../features/meet/leads/team';
import '../../features/meet/line/line.css';
import '../../features/meet/desk/desk.css';
import '../../features/meet/leads/board.css';
import { boardWords } from '../../i18n/board';
import { mySeats, useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';

export const Leads: Screen = ({ params }) => {
	const booth = idOf(params.booth);
	return booth ? <LeadsPage id={booth} /> : <NotFound />;
};

/** A booth's leads, beside its desk. */
function LeadsPage({ id }: { readonly id: number }) {
	const t = boardWords.value;
	const topic = useTopic('console', id);
	const about = useTopic('booth', id);
	const booth = about.table('booth').value.get(id);
	const placements = [...about.table('placement').value.values()];
	const team = useTeam(id);
	useWalk(booth?.fair);
	const isCalled = mySeats.value.some(({ state }) => state === 'ringing' || state === 'in_call');
	return (
		<Page
			title={t.title}
			isWide
			testId="board"
			above={
				<a class="back" href={`/console/${id}`}>
					<Icon name="arrow-left" />
					{isCalled ? t.talking : t.back}
				</a>
			}
		>
			<Pending of={topic} />
			{topic.isReady.value && !topic.refusal.value && (
				<Board
					id={id}
					booth={booth}
					leads={[...topic.table('lead').value.values()]}
					team={team}
					placements={placements}
				/>
			)}
		</Page>
	);
}
