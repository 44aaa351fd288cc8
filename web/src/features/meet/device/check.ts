import { signal } from '@preact/signals';
import { call } from '../../../state/client';
import { type Opened, openBoth, openOne, type Problem } from '../call/media';
import { rememberChecked } from './checked';
import { choose } from './chosen';
import { configOf, hasRelay, type Roads, tryRoad, whyNoRoute } from './road';
import { outcomeOf, type StepName, type Steps, untried } from './steps';

const ASK_WITHIN_MS = 10_000;

/** Camera, microphone, speaker and road, tried before somebody waits at the other end. */
export class DeviceCheck {
	readonly steps = signal<Steps>(untried);
	readonly isStarted = signal(false);
	readonly audio = signal<MediaStreamTrack | undefined>(undefined);
	readonly video = signal<MediaStreamTrack | undefined>(undefined);
	readonly roads = signal<Roads | undefined>(undefined);
	readonly #gone = new AbortController();

	async start(): Promise<void> {
		this.isStarted.value = true;
		this.#set('speaker', { state: 'asks' });
		void this.tryRoads();
		await this.open();
	}

	/** Camera and microphone, with the one question of the browser for both. */
	async open(): Promise<void> {
		this.#set('camera', { state: 'busy' });
		this.#set('microphone', { state: 'busy' });
		const { audio, video } = await openBoth();
		this.#got('microphone', audio);
		this.#got('camera', video);
	}

	async use(which: 'camera' | 'microphone', id: string): Promise<void> {
		choose(which, id);
		this.#trackOf(which).peek()?.stop();
		this.#set(which, { state: 'busy' });
		this.#got(which, await openOne(which === 'camera' ? 'video' : 'audio'));
	}

	useSpeaker(id: string): void {
		choose('speaker', id);
		this.#set('speaker', { state: 'asks' });
	}

	answerCamera(isSeen: boolean): void {
		this.#set('camera', isSeen ? { state: 'works' } : { state: 'fails', why: 'notSeen' });
	}

	answerSpeaker(isHeard: boolean): void {
		this.#set('speaker', isHeard ? { state: 'works' } : { state: 'fails', why: 'notHeard' });
	}

	answerMicrophone(isHeard: boolean): void {
		this.#set('microphone', isHeard ? { state: 'works' } : { state: 'fails', why: 'silent' });
	}

	async tryRoads(): Promise<void> {
		this.#set('route', { state: 'busy' });
		const answer = await call('media.servers', {}, ASK_WITHIN_MS);
		if (!answer.ok) {
			this.#set('route', { state: 'fails', why: 'offline' });
			return;
		}
		const { ice } = answer.value;
		const canRelay = hasRelay(ice);
		const [direct, relay] = await Promise.all([
			tryRoad(configOf(ice, 'direct'), this.#gone.signal),
			canRelay ? tryRoad(configOf(ice, 'relay'), this.#gone.signal) : undefined,
		]);
		const roads: Roads = { hasRelay: canRelay, relay, direct };
		const why = whyNoRoute(roads);
		this.roads.value = roads;
		this.#set('route', why ? { state: 'fails', why } : { state: 'works' });
	}

	/** The page is left: the camera's light goes out. */
	stop(): void {
		this.#gone.abort();
		this.audio.peek()?.stop();
		this.video.peek()?.stop();
	}

	#trackOf(which: 'camera' | 'microphone') {
		return which === 'camera' ? this.video : this.audio;
	}

	#got(which: 'camera' | 'microphone', found: Opened['audio']): void {
		const track = typeof found === 'string' ? undefined : found;
		if (this.#gone.signal.aborted) {
			track?.stop();
			return;
		}
		this.#trackOf(which).value = track;
		if (track) {
			track.onended = () => this.#got(which, 'missing');
			this.#set(which, { state: 'asks' });
		} else {
			this.#set(which, { state: 'fails', why: found as Problem });
		}
	}

	#set<N extends StepName>(name: N, step: Steps[N]): void {
		if (this.#gone.signal.aborted) return;
		const before = this.steps.peek();
		this.steps.value = { ...before, [name]: step };
		const outcome = outcomeOf(this.steps.peek());
		if (outcome) rememberChecked(outcome);
	}
}
