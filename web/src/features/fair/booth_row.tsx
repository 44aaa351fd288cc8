import type { BoothLive, Sector } from '../../gen/protocol';
import { words } from '../../i18n';
import { memo } from '../../ui/memo';
import { LineStanding } from './line_standing';
import { isFreeNow, levelOrder } from './order';

interface Props {
	readonly booth: BoothLive;
	readonly sector: Sector | undefined;
}

/** One link, so that the whole row is the target; the button in it is only its picture. */
export const BoothRow = memo(function BoothRow({ booth, sector }: Props) {
	const t = words.value;
	const isFree = isFreeNow(booth);
	const levels = levelOrder
		.filter(level => booth.levels.includes(level))
		.map(level => t.levels[level])
		.join(', ');
	return (
		<a
			class="booth-row"
			href={`/stand/${booth.id}`}
			data-sector={sector}
			data-testid="booth-row"
			data-booth={booth.id}
			data-free={isFree}
		>
			<span class="booth-row-text">
				<strong class="booth-name">{booth.name}</strong>
				<span class="meta">{booth.tagline}</span>
				<span class="meta">
					{[booth.city, levels, t.room.places(booth.places)].filter(Boolean).join(' · ')}
				</span>
				<LineStanding of={booth} />
			</span>
			<span class="button" data-look={isFree ? 'main' : 'plain'}>
				{isFree ? t.room.talkNow : booth.line === 'open' ? t.room.takeNumber : t.room.look}
			</span>
		</a>
	);
});
