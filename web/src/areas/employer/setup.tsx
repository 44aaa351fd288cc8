import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { StaffEditor } from '../../features/account/staff';
import { BoothPath } from '../../features/exhibitor/booth_path';
import { AboutForm } from '../../features/fair/setup/about';
import { PlacementsEditor } from '../../features/fair/setup/placements';
import { useWalk } from '../../features/fair/walked';
import { PlanEditor } from '../../features/meet/plan/plan';
import '../../features/meet/agenda/agenda.css';
import { setupWords } from '../../i18n/setup';
import { isBoothStaff, partAtBooth } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';
import '../../features/fair/setup/setup.css';

export const Setup: Screen = ({ params }) => {
	const booth = idOf(params.booth);
	return booth ? <SetupPage id={booth} /> : <NotFound />;
};

/** What a booth's manager writes before the fair: its page, its placements, its times, its people. */
function SetupPage({ id }: { readonly id: number }) {
	const t = setupWords.value;
	const topic = useTopic('booth', id);
	const booth = topic.table('booth').value.get(id);
	useWalk(booth?.fair);
	const fair = useTopic('fair', booth?.fair)
		?.table('fair')
		.value.get(booth?.fair ?? 0);
	const placements = [...topic.table('placement').value.values()];
	const slots = [...topic.table('slot').value.values()];
	if (!booth || !fair) {
		return (
			<Page title={t.link}>
				<Pending of={topic} />
			</Page>
		);
	}
	return (
		<Page
			title={t.title(booth.name)}
			isWide
			testId="setup"
			aside={
				<div class="actions">
					<a class="button" href={`/stand/${id}`}>
						{t.view}
					</a>
					{isBoothStaff(partAtBooth(id)?.role) && (
						<a class="button" href={`/console/${id}`}>
							{t.toDesk}
						</a>
					)}
				</div>
			}
		>
			<BoothPath
				booth={id}
				isDone={{
					texts: booth.tagline !== '',
					placements: placements.length > 0,
					times: slots.length > 0,
				}}
			/>
			<div class="setup">
				<div class="stack">
					<div id="over-ons">
						<AboutForm key={id} booth={booth} />
					</div>
					<div id="collegas">
						<StaffEditor booth={id} fair={fair.id} />
					</div>
				</div>
				<div class="stack">
					<div id="stageplekken">
						<PlacementsEditor booth={id} kind={fair.kind} placements={placements} />
					</div>
					<div id="tijden">
						<PlanEditor key={id} booth={booth} fair={fair} slots={slots} />
					</div>
				</div>
			</div>
		</Page>
	);
}
