import { useEffect } from 'preact/hooks';
import { errorText } from '../../app/errors';
import { NotFound } from '../../app/outlet';
import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { Chat } from '../../features/chat/chat';
import { keptOut } from '../../features/doors/guest';
import { Placements, StaffPresent } from '../../features/fair/booth';
import { useWalk } from '../../features/fair/walked';
import { Slots } from '../../features/meet/agenda/slots';
import { JoinLine } from '../../features/meet/line/join';
import '../../features/meet/line/line.css';
import { BlockBooth } from '../../features/safety/block';
import { isBlocked } from '../../features/safety/blocks';
import { named, words } from '../../i18n';
import { meetWords } from '../../i18n/meet';
import { useAsked } from '../../state/asked';
import { call, me } from '../../state/client';
import { isStudent } from '../../state/me';
import { useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';

export const Booth: Screen = ({ params }) => {
	const booth = idOf(params.booth);
	return booth ? <BoothPage id={booth} /> : <NotFound />;
};

/** A booth: who they are, what they offer, and the three ways to meet them. */
function BoothPage({ id }: { readonly id: number }) {
	const t = words.value;
	const topic = useTopic('booth', id);
	const booth = topic.table('booth').value.get(id);
	const lobby = useTopic('fair', booth?.fair);
	const room = booth && lobby?.table('room').value.get(booth.room);
	useWalk(booth?.fair);
	// Not everybody who comes to a fair takes part in the chats of its booths.
	const chat = useTopic('chat', me.value && booth?.chat);
	const isVisited = isStudent.value && !keptOut.value && booth !== undefined;
	useEffect(() => {
		if (isVisited) void call('booth.visit', { booth: id });
	}, [id, isVisited]);
	if (!booth) {
		return (
			<Page title={t.shell.fair}>
				<Pending of={topic} />
			</Page>
		);
	}
	const fairState = lobby?.table('fair').value.get(booth.fair)?.state;
	const isParted = isBlocked(id);
	const placements = [...topic.table('placement').value.values()];
	const staff = [...topic.table('staff').value.values()];
	return (
		<Page
			title={booth.name}
			testId="booth"
			above={
				<a class="back" href={`/zaal/${booth.room}`}>
					<Icon name="arrow-left" />
					{room ? named(room) : t.room.room}
				</a>
			}
			aside={
				<>
					<p>{booth.tagline}</p>
					{booth.city && (
						<p class="meta booth-city">
							<Icon name="map-pin" /> {booth.city}
						</p>
					)}
				</>
			}
		>
			<div class="booth-columns" data-sector={booth.sector}>
				<div class="booth-side">
					{!isParted && (
						<>
							<JoinLine booth={booth} />
							{keptOut.value !== 'sent_away' && (
								<Slots booth={id} topic={topic} isFairOver={fairState === 'closed'} />
							)}
						</>
					)}
					<StaffPresent staff={staff} />
					{isStudent.value && <BlockBooth booth={id} />}
				</div>
				<div class="booth-main">
					{booth.about && (
						<section class="booth-head stack">
							<h2>{meetWords.value.booth.about}</h2>
							<p class="prose">{booth.about}</p>
						</section>
					)}
					{isStudent.value && <FitsMe booth={id} />}
					<Placements fair={booth.fair} booth={id} placements={placements} />
					{chat?.refusal.value?.code !== 'forbidden' && me.value && !isParted && (
						<div class="card">
							<Chat
								chat={booth.chat}
								title={meetWords.value.chat.title}
								isReadOnly={keptOut.value !== undefined}
							/>
							{keptOut.value && <p class="meta">{errorText({ code: keptOut.value })}</p>}
						</div>
					)}
				</div>
			</div>
		</Page>
	);
}

const FIT_EVERY_MS = 60_000;

/** Why this booth suits me, where it does. */
function FitsMe({ booth }: { readonly booth: number }) {
	const t = meetWords.value.quiet;
	const { value } = useAsked(() => call('booth.fit', { booth }), FIT_EVERY_MS, booth);
	if (!value?.placement) return null;
	return (
		<p data-testid="fits-me">
			<strong>{t.fits(value.placement)}</strong> {t.because(value.reasons, value.learn)}
		</p>
	);
}
