import { offerWords } from '../../../i18n/offer';
import { isStudent } from '../../../state/me';
import { Icon } from '../../../ui/icon';
import { isWaiting } from '../line/entry';
import { checked } from './checked';

interface Props {
	/** Nothing at all once it was done. */
	readonly isOnce?: boolean;
}

/** The way to the device check; a quiet word once it was done. */
export function DeviceOffer({ isOnce }: Props) {
	const t = offerWords.value;
	const outcome = checked.value;
	// Somebody who is called has other things to do, and somebody without a number has time later.
	if (isStudent.value && !isWaiting.value) return null;
	if (!outcome) {
		return (
			<p>
				<a class="button" href="/apparaat" data-testid="device-offer">
					<Icon name="video" />
					{t.test}
				</a>
			</p>
		);
	}
	if (isOnce) return null;
	return (
		<p class="meta" data-testid="device-checked" data-outcome={outcome}>
			{t.checked[outcome]} <a href="/apparaat">{t.again}</a>
		</p>
	);
}
