import type { BoothLive } from '../../gen/protocol';
import { words } from '../../i18n';
import { Badge } from '../../ui/state';
import { isFreeNow } from './order';

type LineSums = Pick<BoothLive, 'line' | 'free' | 'waiting' | 'wait'>;

/** How a booth's line stands for a newcomer: the same words in the list and on the booth's page. */
export function LineStanding({ of }: { readonly of: LineSums }) {
	const t = words.value.room;
	if (isFreeNow(of)) {
		return (
			<Badge icon="circle-check" tone="good">
				{t.freeNow}
			</Badge>
		);
	}
	if (of.line !== 'open') return <Badge icon="coffee">{t.lines[of.line]}</Badge>;
	return (
		<Badge icon="users-round">
			<span data-testid="booth-waiting">
				{of.waiting > 0 ? t.waiting(of.waiting) : t.nobodyWaits}
			</span>
			{of.wait && ` · ${t.wait(of.wait)}`}
		</Badge>
	);
}
