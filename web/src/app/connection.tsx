import { words } from '../i18n';
import { line } from '../state/client';
import { second } from '../state/time';
import { myEntries } from '../state/topics';
import { Icon } from '../ui/icon';

const QUIET_MS = 2_000;
const LONG_MS = 20_000;

type Standing = 'up' | 'blip' | 'searching' | 'offline';

/** A blip is nobody's business; after that the state has words. */
function standing(): Standing {
	const { isUp, lostAtMs } = line.value;
	if (isUp || lostAtMs === undefined) return 'up';
	// Reading the ticking second makes this look again each second.
	const lostFor = second.value && Date.now() - lostAtMs;
	if (lostFor < QUIET_MS) return 'blip';
	return lostFor < LONG_MS ? 'searching' : 'offline';
}

/** Over the page, never instead of it: everything that was on screen stays usable. */
export function ConnectionBar() {
	const how = standing();
	const { searching, searchingText, offline, offlineText, yourNumber } = words.value.connection;
	const isShown = how === 'searching' || how === 'offline';
	const number = myEntries.value.find(({ state }) => state === 'waiting')?.number;
	return (
		<div role="status" class="connection-bar" data-state={how} data-testid="connection-bar">
			{isShown && (
				<p>
					<Icon name={how === 'offline' ? 'wifi-off' : 'refresh-cw'} />
					<span>
						<strong>{how === 'offline' ? offline : searching}</strong>{' '}
						{how === 'offline' ? offlineText : searchingText}{' '}
						{how === 'offline' && number !== undefined && yourNumber(number)}
					</span>
				</p>
			)}
		</div>
	);
}

/** The quiet word in the top bar. */
export function ConnectionWord() {
	const how = standing();
	const { up, starting, searching } = words.value.connection;
	return (
		<span class="connection-word" data-state={how} data-testid="connection">
			<span class="dot" />
			{how === 'up' ? up : how === 'blip' ? starting : searching}
		</span>
	);
}
