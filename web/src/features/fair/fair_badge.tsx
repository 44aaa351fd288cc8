import type { FairState } from '../../gen/protocol';
import { words } from '../../i18n';
import { Badge } from '../../ui/state';

export function FairBadge({ state }: { readonly state: FairState }) {
	const t = words.value.fair;
	switch (state) {
		case 'planned':
			return (
				<Badge icon="clock" tone="info">
					{t.isPlanned}
				</Badge>
			);
		case 'open':
			return (
				<Badge icon="circle-check" tone="good">
					{t.isOpen}
				</Badge>
			);
		case 'closed':
			return <Badge icon="lock">{t.isClosed}</Badge>;
	}
}
