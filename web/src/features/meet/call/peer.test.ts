import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Peer, type PeerPorts, type PeerState } from './peer';

/** A peer connection that keeps to the signalling states and writes down what was asked of it. */
class FakePc {
	readonly log: string[] = [];
	readonly channel: { onclose: (() => void) | null } = { onclose: null };
	signalingState = 'stable';
	connectionState = 'new';
	localDescription: { type: string; sdp: string } | null = null;
	remoteDescription: { type: string } | null = null;
	onnegotiationneeded: (() => void) | null = null;
	onconnectionstatechange: (() => void) | null = null;
	onicecandidate: ((event: { candidate: { toJSON(): unknown } | null }) => void) | null = null;
	ontrack = null;

	addTrack(track: { kind: string }) {
		this.log.push(`track ${track.kind}`);
	}
	addTransceiver(kind: string) {
		this.log.push(`receive ${kind}`);
	}
	createDataChannel() {
		return this.channel;
	}
	async setLocalDescription() {
		const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
		await Promise.resolve();
		this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
		this.localDescription = { type, sdp: 'sdp' };
		this.log.push(`local ${type}`);
	}
	async setRemoteDescription({ type }: { type: string }) {
		await Promise.resolve();
		this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
		this.remoteDescription = { type };
		this.log.push(`remote ${type}`);
	}
	async addIceCandidate(candidate?: { candidate: string }) {
		this.log.push(`candidate ${candidate?.candidate ?? 'end'}`);
	}
	restartIce() {
		this.log.push('restart');
	}
	close() {
		this.log.push('close');
	}
	become(state: string) {
		this.connectionState = state;
		this.onconnectionstatechange?.();
	}
}

function peerOf(isInitiator: boolean, kinds: readonly string[] = ['audio', 'video']) {
	const pcs: FakePc[] = [];
	const sent: string[] = [];
	const states: PeerState[] = [];
	const stuck = vi.fn();
	const ports: PeerPorts = {
		isInitiator,
		config: {},
		create: () => {
			const pc = new FakePc();
			pcs.push(pc);
			return pc as unknown as RTCPeerConnection;
		},
		tracks: () => kinds.map(kind => ({ kind }) as MediaStreamTrack),
		send: (kind, data) => void sent.push(data === '' ? `${kind} end` : kind),
		onState: state => void states.push(state),
		onTrack: () => {},
		onStuck: stuck,
	};
	const peer = new Peer(ports);
	return { peer, pcs, sent, states, stuck, settle: () => vi.advanceTimersByTimeAsync(0) };
}

const offer = JSON.stringify({ type: 'offer', sdp: 'x' });
const answer = JSON.stringify({ type: 'answer', sdp: 'x' });
const candidate = JSON.stringify({ candidate: 'c1' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the first offer', () => {
	it('comes from the initiator, when its tracks ask for it', async () => {
		const { pcs, sent, settle } = peerOf(true);
		pcs[0]?.onnegotiationneeded?.();
		await settle();
		expect(pcs[0]?.log).toEqual(['track audio', 'track video', 'local offer']);
		expect(sent).toEqual(['offer']);
	});

	it('opens both lanes even without camera and microphone', () => {
		const { pcs } = peerOf(true, []);
		expect(pcs[0]?.log).toEqual(['receive audio', 'receive video']);
	});

	it('is waited for by the other side, which makes its connection only then', async () => {
		const { peer, pcs, sent, settle } = peerOf(false);
		expect(pcs).toHaveLength(0);
		peer.receive('offer', offer);
		await settle();
		expect(pcs[0]?.log).toEqual(['track audio', 'track video', 'remote offer', 'local answer']);
		expect(sent).toEqual(['answer']);
	});

	it('is not crossed by one of the waiting side', async () => {
		const { peer, pcs, sent, settle } = peerOf(false);
		peer.receive('offer', offer);
		await vi.advanceTimersByTimeAsync(0);
		const [pc] = pcs;
		if (pc) pc.remoteDescription = null;
		pc?.onnegotiationneeded?.();
		await settle();
		expect(sent).toEqual(['answer']);
	});
});

describe('signals', () => {
	it('are handled in the order of their coming', async () => {
		const { peer, pcs, settle } = peerOf(false, []);
		peer.receive('offer', offer);
		peer.receive('candidate', candidate);
		peer.receive('candidate', '');
		await settle();
		expect(pcs[0]?.log).toEqual(['remote offer', 'local answer', 'candidate c1', 'candidate end']);
	});

	it('say when there are no more candidates', () => {
		const { pcs, sent } = peerOf(true);
		pcs[0]?.onicecandidate?.({ candidate: { toJSON: () => ({}) } });
		pcs[0]?.onicecandidate?.({ candidate: null });
		expect(sent).toEqual(['candidate', 'candidate end']);
	});

	it('make the waiting side yield when both offer later on', async () => {
		const initiator = peerOf(true);
		initiator.pcs[0]?.onnegotiationneeded?.();
		await initiator.settle();
		initiator.peer.receive('offer', offer);
		await initiator.settle();
		expect(initiator.sent).toEqual(['offer']);
		initiator.peer.receive('answer', answer);
		await initiator.settle();
		expect(initiator.pcs[0]?.log.at(-1)).toBe('remote answer');

		const other = peerOf(false);
		other.peer.receive('offer', offer);
		await other.settle();
		other.pcs[0]?.onnegotiationneeded?.();
		other.peer.receive('offer', offer);
		await other.settle();
		expect(other.sent).toEqual(['answer', 'offer', 'answer']);
	});
});

describe('a connection', () => {
	it('is given up after 8 s by the initiator, and later by the other side', async () => {
		const initiator = peerOf(true);
		const other = peerOf(false);
		await vi.advanceTimersByTimeAsync(8_001);
		expect(initiator.stuck).toHaveBeenCalledOnce();
		expect(other.stuck).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(3_000);
		expect(other.stuck).toHaveBeenCalledOnce();
	});

	it('that stands is left alone', async () => {
		const { pcs, states, stuck } = peerOf(true);
		pcs[0]?.become('connected');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(stuck).not.toHaveBeenCalled();
		expect(states).toEqual(['connecting', 'connected']);
	});

	it('gets 2 s to come back by itself, then ICE begins anew', async () => {
		const { pcs, states } = peerOf(true);
		pcs[0]?.become('connected');
		pcs[0]?.become('disconnected');
		await vi.advanceTimersByTimeAsync(1_900);
		expect(pcs[0]?.log).not.toContain('restart');
		await vi.advanceTimersByTimeAsync(200);
		expect(pcs[0]?.log).toContain('restart');
		expect(states.at(-1)).toBe('lost');
	});

	it('that failed is restarted at once, and given up 8 s later', async () => {
		const { pcs, stuck } = peerOf(true);
		pcs[0]?.become('connected');
		pcs[0]?.become('failed');
		expect(pcs[0]?.log).toContain('restart');
		await vi.advanceTimersByTimeAsync(8_001);
		expect(stuck).toHaveBeenCalledOnce();
	});

	it('hears from the data channel that the other page is gone', () => {
		const { peer, pcs, states } = peerOf(true);
		pcs[0]?.become('connected');
		pcs[0]?.channel.onclose?.();
		expect(states.at(-1)).toBe('lost');
		peer.close();
		expect(states.at(-1)).toBe('closed');
	});
});
