import type { SignalKind } from '../../../gen/protocol';

/**
 * One peer connection, for one pair of page loads.
 *
 * The server names who makes the first offer. The other side makes its connection only when that
 * offer is there: when both sides began by offering, Chromium hung in 8 of 60 calls (glare on the
 * very first offer). After that, perfect negotiation settles who yields: the initiator does not.
 */

export type PeerState = 'waiting' | 'connecting' | 'connected' | 'lost' | 'closed';

export interface PeerPorts {
	readonly isInitiator: boolean;
	readonly config: RTCConfiguration;
	create(config: RTCConfiguration): RTCPeerConnection;
	/** The tracks that are sent now. */
	tracks(): readonly MediaStreamTrack[];
	send(kind: SignalKind, data: string): void;
	onState(state: PeerState): void;
	onTrack(track: MediaStreamTrack): void;
	/** Nothing helps any more: this pair is given up and another one asked for. */
	onStuck(): void;
}

const CONNECT_WITHIN_MS = 8_000;
/** The side that waits gives the initiator the first word, or both would ask at once. */
const WAITING_SIDE_EXTRA_MS = 3_000;
const DISCONNECTED_MS = 2_000;

const kinds = ['audio', 'video'] as const;

export class Peer {
	#pc: RTCPeerConnection | undefined;
	#isMakingOffer = false;
	#isIgnoring = false;
	#isClosed = false;
	/** Signals are handled one after another, in the order of their coming. */
	#tail: Promise<void> = Promise.resolve();
	#watchdog: ReturnType<typeof setTimeout> | undefined;
	#lost: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly ports: PeerPorts) {
		ports.onState('connecting');
		this.#watch();
		if (ports.isInitiator) this.#begin();
	}

	get connection(): RTCPeerConnection | undefined {
		return this.#pc;
	}

	receive(kind: Exclude<SignalKind, 'media'>, data: string): void {
		this.#tail = this.#tail
			.then(() => (this.#isClosed ? undefined : this.#handle(kind, data)))
			.catch(() => {
				// A signal that cannot be used leaves the pair to the watchdog.
			});
	}

	/** Sends another track, or none, without a word to the other side where that is possible. */
	async setTrack(kind: 'audio' | 'video', track: MediaStreamTrack | undefined): Promise<void> {
		const pc = this.#pc;
		if (!pc) return;
		const lane = pc.getTransceivers().find(one => one.receiver.track.kind === kind);
		if (!lane) {
			if (track) pc.addTrack(track);
			return;
		}
		await lane.sender.replaceTrack(track ?? null);
		// A lane that only received must be agreed upon anew, or nothing leaves.
		if (track && lane.direction !== 'sendrecv') lane.direction = 'sendrecv';
	}

	/** The network changed under us. */
	restart(): void {
		if (this.ports.isInitiator && this.#pc?.connectionState !== 'connected') this.#pc?.restartIce();
	}

	close(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		clearTimeout(this.#watchdog);
		clearTimeout(this.#lost);
		this.#pc?.close();
		this.ports.onState('closed');
	}

	#begin(): RTCPeerConnection {
		const { isInitiator, config, create, tracks, send, onTrack } = this.ports;
		const pc = create({ ...config, bundlePolicy: 'max-bundle' });
		this.#pc = pc;
		pc.onicecandidate = ({ candidate }) =>
			send('candidate', candidate ? JSON.stringify(candidate.toJSON()) : '');
		pc.ontrack = ({ track }) => onTrack(track);
		pc.onnegotiationneeded = () => void this.#offer(pc);
		pc.onconnectionstatechange = () => this.#changed(pc);
		// Its closing is the fastest word that the other page is gone, and needs no server.
		const channel = pc.createDataChannel('state', { negotiated: true, id: 0 });
		channel.onclose = () => {
			if (!this.#isClosed) this.ports.onState('lost');
		};
		const mine = tracks();
		for (const kind of kinds) {
			const track = mine.find(one => one.kind === kind);
			if (track) pc.addTrack(track);
			// The offer opens both lanes; an answer must not, its lanes would not be matched to the offer's.
			else if (isInitiator) pc.addTransceiver(kind, { direction: 'recvonly' });
		}
		return pc;
	}

	async #offer(pc: RTCPeerConnection): Promise<void> {
		const isFirst = pc.remoteDescription === null;
		if (this.#isClosed || (isFirst && !this.ports.isInitiator)) return;
		try {
			this.#isMakingOffer = true;
			await pc.setLocalDescription();
			this.#describe(pc);
		} catch {
			// Closed under our hands, or overtaken by the other's offer: both are dealt with elsewhere.
		} finally {
			this.#isMakingOffer = false;
		}
	}

	async #handle(kind: Exclude<SignalKind, 'media'>, data: string): Promise<void> {
		if (kind === 'candidate') {
			await this.#candidate(data);
			return;
		}
		const description = JSON.parse(data) as RTCSessionDescriptionInit;
		if (kind === 'answer') {
			await this.#pc?.setRemoteDescription(description);
			return;
		}
		const pc = this.#pc ?? this.#begin();
		const isCollision = this.#isMakingOffer || pc.signalingState !== 'stable';
		this.#isIgnoring = this.ports.isInitiator && isCollision;
		if (this.#isIgnoring) return;
		await pc.setRemoteDescription(description);
		await pc.setLocalDescription();
		this.#describe(pc);
	}

	async #candidate(data: string): Promise<void> {
		try {
			const candidate = data ? (JSON.parse(data) as RTCIceCandidateInit) : undefined;
			await this.#pc?.addIceCandidate(candidate);
		} catch (cause) {
			// Of an offer that we ignored, the candidates mean nothing either.
			if (!this.#isIgnoring) throw cause;
		}
	}

	#describe(pc: RTCPeerConnection): void {
		const local = pc.localDescription;
		if (local?.type === 'offer' || local?.type === 'answer') {
			this.ports.send(local.type, JSON.stringify({ type: local.type, sdp: local.sdp }));
		}
	}

	#changed(pc: RTCPeerConnection): void {
		if (this.#isClosed) return;
		clearTimeout(this.#lost);
		switch (pc.connectionState) {
			case 'connected':
				clearTimeout(this.#watchdog);
				this.#watchdog = undefined;
				this.ports.onState('connected');
				break;
			case 'disconnected':
				// Often back within a second by itself; `failed` may never come, so it is not waited for.
				this.#lost = setTimeout(() => {
					this.ports.onState('lost');
					this.restart();
					this.#watch();
				}, DISCONNECTED_MS);
				break;
			case 'failed':
				this.ports.onState('lost');
				this.restart();
				this.#watch();
				break;
			default:
				break;
		}
	}

	#watch(): void {
		if (this.#watchdog) return;
		const extra = this.ports.isInitiator ? 0 : WAITING_SIDE_EXTRA_MS;
		this.#watchdog = setTimeout(() => {
			this.#watchdog = undefined;
			this.ports.onStuck();
		}, CONNECT_WITHIN_MS + extra);
	}
}
