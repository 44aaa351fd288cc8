import { computed, effect, type Signal as Live, signal } from '@preact/signals';
import { isRelayForced } from '../../../app/switches';
import type { Call, IceServer, Signal, SignalKind } from '../../../gen/protocol';
import type { WireError } from '../../../net/wire';
import { line, call as send } from '../../../state/client';
import { hold, type View } from '../../../state/topics';
import { choose } from '../device/chosen';
import { type Media, noMedia, openCamera, openMedia, openOne, stopMedia } from './media';
import { Peer, type PeerState } from './peer';
import { everything, type Sending, sendingFrom } from './sending';

/** Somebody who does not answer the browser's question about the camera should not keep a recruiter waiting. */
const MEDIA_WITHIN_MS = 20_000;
const JOINS_AT_MOST = 3;

/**
 * A call as this page takes part in it: from camera to goodbye. The server's item says who is there
 * and which pair of page loads may signal; this follows it, and a reload is nothing special.
 */
export class CallSession {
	readonly topic: View<'call'>;
	readonly call: { readonly value: Call | undefined };
	readonly media: Live<Media> = signal(noMedia);
	readonly sending: Live<Sending> = signal(everything);
	readonly theirs: Live<Sending> = signal(everything);
	readonly peerState: Live<PeerState> = signal<PeerState>('waiting');
	readonly remote: Live<MediaStream | undefined> = signal(undefined);
	/** Another tab or device of mine goes on with this call. */
	readonly isElsewhere = signal(false);
	/** Picture and sound were tried often enough; text remains. */
	readonly isGivenUp = signal(false);
	readonly error: Live<WireError | undefined> = signal(undefined);

	readonly #me: number;
	readonly #stops: (() => void)[] = [];
	#peer: Peer | undefined;
	#ice: readonly IceServer[] = [];
	#page: number | undefined;
	#pair = 0;
	#isSeated = false;
	#isJoining = false;
	#isOver = false;
	#wasUp = true;
	#tries = 0;
	#confirmedPair = 0;
	/** Signals of a pair that we have not heard of yet. */
	#early: Signal[] = [];

	constructor(
		readonly id: number,
		account: number,
		private readonly onLeave: () => void,
	) {
		this.#me = account;
		const [topic, release] = hold('call', id);
		this.topic = topic;
		this.call = computed(() => topic.table('call').value.get(id));
		this.#stops.push(
			release,
			topic.onTransient(({ item }) => this.#hear(item as unknown as Signal)),
		);
		const leave = () => this.#peer?.close();
		addEventListener('pagehide', leave);
		this.#stops.push(() => removeEventListener('pagehide', leave));
		this.#stops.push(effect(() => this.#watchDevices(this.media.value)));
		void this.#start();
	}

	async #start(): Promise<void> {
		const late = new Promise<undefined>(resolve => setTimeout(resolve, MEDIA_WITHIN_MS, undefined));
		const opening = openMedia();
		const media = await Promise.race([opening, late]);
		if (media) this.#gotMedia(media);
		// Whoever answers the question later is seen and heard from then on.
		else void opening.then(found => this.#gotMedia(found, true));
		if (this.#isOver) return;
		await this.join();
		if (this.#isOver) return;
		this.#stops.push(
			effect(() => this.#look(this.call.value)),
			effect(() => this.#watchLine()),
		);
	}

	#gotMedia(media: Media, isLate = false): void {
		if (this.#isOver) {
			stopMedia(media);
			return;
		}
		this.media.value = media;
		this.#setSending({ sound: !!media.audio, picture: !!media.video });
		if (!isLate) return;
		void this.#peer?.setTrack('audio', media.audio);
		void this.#peer?.setTrack('video', media.video);
	}

	/** This page is in the call now; a page before it is not. */
	async join(): Promise<void> {
		if (this.#isJoining || this.#isOver) return;
		this.#isJoining = true;
		const result = await send('call.join', { call: this.id });
		this.#isJoining = false;
		if (result.ok) {
			this.#page = result.value.page;
			this.#ice = result.value.ice;
			this.#isSeated = false;
			this.isElsewhere.value = false;
			this.error.value = undefined;
		} else {
			this.error.value = result.error;
		}
		this.#look(this.call.value);
	}

	#look(call: Call | undefined): void {
		if (!call || this.#isOver) return;
		if (call.state === 'ended') {
			this.leave();
			return;
		}
		if (this.#isJoining || this.#page === undefined) return;
		const seat = call.student === this.#me ? call.student_pair : call.recruiter_pair;
		if (seat > this.#page) {
			this.isElsewhere.value = true;
			this.#drop();
			return;
		}
		if (seat !== this.#page) {
			// The server gave our place up, or its word of our joining is still on its way.
			if (this.#isSeated && line.peek().isUp) void this.join();
			return;
		}
		this.#isSeated = true;
		if (call.pair === this.#pair) return;
		// The server misses the other; what flows between the browsers may go on until a new pair meets.
		this.#pair = 0;
		if (call.pair === 0) return;
		this.#drop();
		this.#pair = call.pair;
		this.#meet(call);
	}

	/** Signals are not repeated: a pair that was still connecting when the line broke is begun anew. */
	#watchLine(): void {
		const { isUp } = line.value;
		const isBack = isUp && !this.#wasUp;
		this.#wasUp = isUp;
		if (!isBack) return;
		if (this.error.peek() || (this.#peer && this.peerState.peek() !== 'connected'))
			void this.join();
	}

	#meet(call: Call): void {
		const pair = call.pair;
		const config: RTCConfiguration = {
			iceServers: this.#ice.map(server => ({ ...server, urls: [...server.urls] })),
			iceTransportPolicy: isRelayForced() ? 'relay' : 'all',
		};
		const stream = new MediaStream();
		this.remote.value = stream;
		if (this.sending.peek().isTextOnly) this.#confirm();
		try {
			this.#peer = new Peer({
				isInitiator: call.initiator === this.#me,
				config,
				create: wanted => {
					window.__call = new RTCPeerConnection(wanted);
					return window.__call;
				},
				tracks: () => this.#tracks(),
				send: (kind, data) => this.#signal(pair, kind, data),
				onState: state => this.#peerChanged(state),
				onTrack: track => stream.addTrack(track),
				onStuck: () => this.#stuck(),
			});
		} catch {
			// A browser without WebRTC: a policy, or very old.
			this.#giveUp();
			return;
		}
		this.#tellSending();
		const early = this.#early.filter(one => one.pair === pair);
		this.#early = [];
		for (const one of early) this.#hear(one);
	}

	#hear(heard: Signal): void {
		if (heard.from === this.#me || this.#isOver) return;
		if (heard.pair > this.#pair) this.#early.push(heard);
		if (heard.pair !== this.#pair) return;
		if (heard.kind === 'media') this.theirs.value = sendingFrom(heard.data) ?? this.theirs.peek();
		else this.#peer?.receive(heard.kind, heard.data);
	}

	#signal(pair: number, kind: SignalKind, data: string): void {
		void send('call.signal', { call: this.id, pair, kind, data });
	}

	#peerChanged(state: PeerState): void {
		this.peerState.value = state;
		if (state !== 'connected') return;
		this.#tries = 0;
		this.isGivenUp.value = false;
		this.#confirm();
		this.#tellSending();
	}

	/** We see or hear each other, or type: the clock may start. Once per pair. */
	#confirm(): void {
		if (this.#pair === 0 || this.#confirmedPair === this.#pair) return;
		this.#confirmedPair = this.#pair;
		void send('call.connected', { call: this.id, pair: this.#pair });
	}

	#stuck(): void {
		// Without a pair there is nobody to try it with again: the other one's return begins anew.
		if (this.#pair === 0) return;
		this.#tries += 1;
		if (this.#tries >= JOINS_AT_MOST) this.#giveUp();
		else void this.join();
	}

	#giveUp(): void {
		this.isGivenUp.value = true;
		this.#confirm();
	}

	retry(): void {
		this.#tries = 0;
		this.isGivenUp.value = false;
		void this.join();
	}

	#tracks(): MediaStreamTrack[] {
		const { audio, video } = this.media.peek();
		if (this.sending.peek().isTextOnly) return [];
		return [audio, video].filter(track => track !== undefined);
	}

	setSound(sound: boolean): void {
		const { audio } = this.media.peek();
		if (audio) audio.enabled = sound;
		this.#setSending({ sound });
	}

	/** Off is off: the camera stops and its light goes out. */
	async setPicture(picture: boolean): Promise<void> {
		const before = this.media.peek();
		before.video?.stop();
		const video = picture ? await openCamera() : undefined;
		if (this.#isOver) {
			video?.stop();
			return;
		}
		this.media.value = { ...this.media.peek(), video };
		this.#setSending({ picture: !!video });
		await this.#peer?.setTrack('video', video);
	}

	/** Another camera: the connection stays, only what flows through it changes. */
	async useCamera(id: string): Promise<void> {
		choose('camera', id);
		// Many phones open one camera at a time, so this one is closed before the other is opened.
		if (this.sending.peek().picture) await this.setPicture(true);
	}

	/** Another microphone; where that one does not open, the present one stays. */
	async useMicrophone(id: string): Promise<void> {
		choose('microphone', id);
		const audio = await openOne('audio');
		if (typeof audio !== 'string') await this.#takeMicrophone(audio);
	}

	async #takeMicrophone(audio: MediaStreamTrack): Promise<void> {
		if (this.#isOver || this.sending.peek().isTextOnly) {
			audio.stop();
			return;
		}
		const before = this.media.peek().audio;
		before?.stop();
		const sound = before ? this.sending.peek().sound : true;
		audio.enabled = sound;
		this.media.value = { ...this.media.peek(), audio };
		this.#setSending({ sound });
		await this.#peer?.setTrack('audio', audio);
	}

	/** Pulled out, or forbidden in the middle of the talk: another one takes over, if there is one. */
	async #lostMicrophone(): Promise<void> {
		const audio = await openOne('audio');
		if (typeof audio !== 'string') {
			await this.#takeMicrophone(audio);
			return;
		}
		this.media.value = { ...this.media.peek(), audio: undefined, problem: audio };
		this.#setSending({ sound: false });
		await this.#peer?.setTrack('audio', undefined);
	}

	#watchDevices({ audio, video }: Media): void {
		if (audio) audio.onended = () => void this.#lostMicrophone();
		if (video) video.onended = () => void this.setPicture(true);
	}

	async setTextOnly(isTextOnly: boolean): Promise<void> {
		if (isTextOnly) {
			stopMedia(this.media.peek());
			this.media.value = noMedia;
			this.#setSending({ sound: false, picture: false, isTextOnly });
			this.#confirm();
		} else {
			const media = await openMedia();
			this.#setSending({ isTextOnly });
			this.#gotMedia(media);
		}
		const { audio, video } = this.media.peek();
		await this.#peer?.setTrack('audio', audio);
		await this.#peer?.setTrack('video', video);
	}

	#setSending(change: Partial<Sending>): void {
		this.sending.value = { ...this.sending.peek(), ...change };
		this.#tellSending();
	}

	#tellSending(): void {
		if (this.#pair !== 0) this.#signal(this.#pair, 'media', JSON.stringify(this.sending.peek()));
	}

	#drop(): void {
		this.#peer?.close();
		this.#peer = undefined;
		this.#pair = 0;
		this.peerState.value = 'waiting';
		this.remote.value = undefined;
	}

	/** Over, or no longer wanted here. */
	leave(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#drop();
		stopMedia(this.media.peek());
		this.media.value = noMedia;
		delete window.__call;
		for (const stop of this.#stops) stop();
		this.onLeave();
	}
}
