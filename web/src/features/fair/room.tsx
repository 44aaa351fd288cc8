import { useMemo, useState } from 'preact/hooks';
import type { BoothLive, Level } from '../../gen/protocol';
import { named, words } from '../../i18n';
import { useTopic } from '../../state/topics';
import { Button } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty, Pending } from '../../ui/state';
import { BoothRow } from './booth_row';
import { byChance, levelOrder, useSteadyOrder } from './order';
import { lobbyPath, useWalk, walkedFair } from './walked';
import './fair.css';

/** A sector room: its booths, live. */
export function Room({ room: id }: { readonly room: number }) {
	const t = words.value.room;
	const topic = useTopic('room', id);
	// Its address does not name its fair, and its booths do.
	const [any] = topic.table('booth').value.values();
	useWalk(any?.fair);
	const fair = useTopic('fair', walkedFair.value);
	const room = fair?.table('room').value.get(id);
	const booths = topic.table('booth').value;
	const { ordered, isStale, sort } = useSteadyOrder(booths, byChance);
	const [text, setText] = useState('');
	const [level, setLevel] = useState<Level>();
	const shown = ordered.filter(booth => isWanted(booth, text, level));
	const levels = useMemo(() => {
		const offered = new Set([...booths.values()].flatMap(booth => booth.levels));
		return levelOrder.filter(one => offered.has(one));
	}, [booths]);
	return (
		<Page title={room ? named(room) : t.room} above={<BackToFair />} testId="room">
			<Pending of={topic} />
			{booths.size > 0 && (
				<div class="room-tools" data-sector={room?.sector}>
					<label class="search">
						<Icon name="search" />
						<span class="visually-hidden">{t.filter}</span>
						<input
							type="search"
							placeholder={t.filter}
							value={text}
							onInput={event => setText(event.currentTarget.value)}
						/>
					</label>
					{levels.length > 1 && <Levels all={levels} chosen={level} onChoose={setLevel} />}
				</div>
			)}
			<section>
				<div class="section-head">
					<p class="meta" role="status">
						{t.shown(shown.length)}
					</p>
					{isStale && (
						<Button look="quiet" icon="refresh-cw" onClick={sort} testId="sort-again">
							{t.sortAgain}
						</Button>
					)}
				</div>
				{topic.isReady.value && !topic.refusal.value && booths.size === 0 && (
					<Empty>{t.none}</Empty>
				)}
				{booths.size > 0 && shown.length === 0 && (
					<Empty icon="search">
						<p>{t.nothingFound(text)}</p>
						<Button
							onClick={() => {
								setText('');
								setLevel(undefined);
							}}
						>
							{t.showAll}
						</Button>
					</Empty>
				)}
				<ul class="booths">
					{shown.map(booth => (
						<li key={booth.id}>
							<BoothRow booth={booth} sector={room?.sector} />
						</li>
					))}
				</ul>
			</section>
		</Page>
	);
}

function isWanted(booth: BoothLive, text: string, level: Level | undefined): boolean {
	if (level && !booth.levels.includes(level)) return false;
	const hay = `${booth.name} ${booth.tagline} ${booth.city}`.toLocaleLowerCase('nl');
	return hay.includes(text.trim().toLocaleLowerCase('nl'));
}

function Levels(props: {
	readonly all: readonly Level[];
	readonly chosen: Level | undefined;
	readonly onChoose: (level: Level | undefined) => void;
}) {
	const t = words.value;
	return (
		<fieldset class="chips">
			<legend class="visually-hidden">{t.room.level}</legend>
			<Button isPressed={!props.chosen} onClick={() => props.onChoose(undefined)}>
				{t.room.allLevels}
			</Button>
			{props.all.map(level => (
				<Button
					key={level}
					isPressed={props.chosen === level}
					onClick={() => props.onChoose(level)}
				>
					{t.levels[level]}
				</Button>
			))}
		</fieldset>
	);
}

export function BackToFair() {
	return (
		<a class="back" href={lobbyPath.value}>
			<Icon name="arrow-left" />
			{words.value.shell.fair}
		</a>
	);
}
