import type { Fair } from '../../gen/protocol';
import { words } from '../../i18n';
import { Badge } from '../../ui/state';

type Props = { readonly of: Pick<Fair, 'state' | 'is_called_off'> };

export function FairBadge({ of: { state, is_called_off } }: Props) {
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
			return <Badge icon="lock">{is_called_off ? t.calledOff : t.isClosed}</Badge>;
	}
}
