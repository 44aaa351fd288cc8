import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announce, announceNow } from '../../app/announcer';
import { path } from '../../app/router';
import type { Guest } from '../../gen/protocol';
import { doorsWords } from '../../i18n/doors';
import { waitRange } from '../../i18n/format';
import { call, line } from '../../state/client';
import { participation } from '../../state/me';
import { isMineReady, useTopic } from '../../state/topics';
import { Button } from '../../ui/action';
import { useBefore } from '../../ui/before';
import { Icon } from '../../ui/icon';
import { useMyFairState } from '../fair/my_fair';
import { ringBell } from '../meet/call/bell';
import { notify } from '../meet/line/notify';
import { myGuest } from './guest';
import { placeOf, waitOf } from './place';

/** They were let in while this page was open, and have not seen that yet. */
const isJustIn = signal(false);

/** From here on every step would be chatter. */
const FAR = 4;

/** Once is enough: nobody has to react. */
const BELL_MS = 1_000;

const AGAIN_MS = 3_000;

/** Whatever is in the way when thousands come at once: again, and not all at the same moment. */
function comeTo(fair: number): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	const enter = async () => {
		const result = await call('fair.enter', { fair });
		// Who organises or hires comes by no door.
		if (result.ok || isOver || result.error.code === 'forbidden') return;
		timer = setTimeout(enter, AGAIN_MS * (1 + Math.random()));
	};
	void enter();
	return () => {
		isOver = true;
		clearTimeout(timer);
	};
}

/** Comes to the fair as soon as it is open, and says so when the wait at its door is over. */
export function DoorVoice() {
	const fair = participation.value?.fair;
	const isOpen = useMyFairState() === 'open';
	const state = myGuest.value?.state;
	const before = useBefore(state);
	const comes = isOpen && line.value.isUp && isMineReady.value && !state;
	useEffect(() => (comes && fair ? comeTo(fair) : undefined), [comes, fair]);
	useEffect(() => {
		const t = doorsWords.peek();
		if (state === 'waiting') {
			isJustIn.value = false;
			return announce(`${t.outside} ${t.meanwhile}`, 'door');
		}
		if (state === 'sent_away') return announceNow(t.sentAway);
		if (before !== 'waiting' || state !== 'inside') return undefined;
		isJustIn.value = true;
		announceNow(t.inside);
		const silence = ringBell();
		const timer = setTimeout(silence, BELL_MS);
		const close = notify(t.inside, t.insideMore, 'door');
		return () => {
			clearTimeout(timer);
			silence();
			close();
		};
	}, [state]);
	return null;
}

/** On every screen: one's place at the door, or that one is in. */
export function DoorNotice() {
	const t = doorsWords.value;
	const guest = myGuest.value;
	const isOpen = useMyFairState() === 'open';
	if (!isOpen || !guest) return null;
	if (guest.state === 'waiting') return <Waiting guest={guest} />;
	if (guest.state === 'sent_away') return <SentAway />;
	if (!isJustIn.value) return null;
	const close = () => {
		isJustIn.value = false;
	};
	return (
		<aside class="dock" aria-label={t.inside} data-testid="let-in">
			<div class="card stack">
				<p>
					<strong>{t.inside}</strong> {t.insideMore}
				</p>
				<div class="actions">
					{path.value !== '/' && (
						<a class="button" data-look="main" href="/" onClick={close}>
							{t.look}
						</a>
					)}
					<Button onClick={close} testId="let-in-close">
						{t.gotIt}
					</Button>
				</div>
			</div>
		</aside>
	);
}

function SentAway() {
	const t = doorsWords.value;
	return (
		<aside class="dock" aria-label={t.sentAway} data-testid="sent-away">
			<p class="card">
				<strong>{t.sentAway}</strong> {t.sentAwayMore}
			</p>
		</aside>
	);
}

function Waiting({ guest }: { readonly guest: Guest }) {
	const t = doorsWords.value;
	const doors = useTopic('doors', guest.id).table('doors').value.get(guest.id);
	const place = doors && placeOf(doors, guest.number ?? 0);
	const wait = place && waitOf(doors, place);
	useEffect(
		() =>
			place ? announce(doorsWords.peek().place(place, doors.waiting), 'door place') : undefined,
		[place && Math.min(place, FAR)],
	);
	return (
		<aside class="dock" aria-label={t.outside} data-testid="waiting-room" data-place={place}>
			<div class="card stack">
				<p class="dock-note">
					<Icon name="clock" />
					<span>
						<strong>{place ? t.place(place, doors.waiting) : t.outside}</strong>{' '}
						{wait && t.wait(waitRange(wait))}
					</span>
				</p>
				<p class="meta">
					{t.meanwhile} <a href="/kaart">{t.card}</a> · <a href="/apparaat">{t.device}</a>
				</p>
			</div>
		</aside>
	);
}
