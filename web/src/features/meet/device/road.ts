import type { IceServer } from '../../../gen/protocol';

/** Whether sound and picture can travel: two connections within this page, over the road in question. */

export interface Road {
	/** How the relay is reached: udp, tcp or tls. */
	readonly protocol: string | undefined;
}

export interface Roads {
	/** The server has a relay at all. */
	readonly hasRelay: boolean;
	readonly relay: Road | undefined;
	readonly direct: Road | undefined;
}

const isRelay = (url: string): boolean => /^turns?:/.test(url);

export function hasRelay(servers: readonly IceServer[]): boolean {
	return servers.some(({ urls }) => urls.some(isRelay));
}

/** Over the relay and nothing else, or without it. */
export function configOf(servers: readonly IceServer[], by: 'relay' | 'direct'): RTCConfiguration {
	const wanted = servers.filter(({ urls }) => urls.some(isRelay) === (by === 'relay'));
	return {
		iceServers: wanted.map(server => ({ ...server, urls: [...server.urls] })),
		iceTransportPolicy: by === 'relay' ? 'relay' : 'all',
	};
}

export type RouteWhy = 'noRelay' | 'noCalls' | 'offline';

/** Undefined: it works. */
export function whyNoRoute(roads: Roads): RouteWhy | undefined {
	if (roads.relay) return undefined;
	if (!roads.direct) return 'noCalls';
	// Without a relay nothing better is to be had; most networks do without.
	return roads.hasRelay ? 'noRelay' : undefined;
}

const WITHIN_MS = 10_000;

/** A word there and back within seconds; undefined: not over this road. */
export async function tryRoad(
	config: RTCConfiguration,
	gone: AbortSignal,
): Promise<Road | undefined> {
	const ends: RTCPeerConnection[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		const near = new RTCPeerConnection(config);
		const far = new RTCPeerConnection(config);
		ends.push(near, far);
		await new Promise<void>((resolve, reject) => {
			timer = setTimeout(reject, WITHIN_MS);
			gone.addEventListener('abort', reject);
			thereAndBack(near, far, resolve, reject).catch(reject);
		});
		return { protocol: protocolOf(await near.getStats()) };
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
		for (const end of ends) end.close();
	}
}

async function thereAndBack(
	near: RTCPeerConnection,
	far: RTCPeerConnection,
	onBack: () => void,
	onDead: () => void,
): Promise<void> {
	const channel = near.createDataChannel('check');
	channel.onopen = () => channel.send('there');
	channel.onmessage = onBack;
	far.ondatachannel = ({ channel: heard }) => {
		heard.onmessage = () => heard.send('back');
	};
	pass(near, far, onDead);
	pass(far, near, onDead);
	await near.setLocalDescription();
	if (near.localDescription) await far.setRemoteDescription(near.localDescription);
	await far.setLocalDescription();
	if (far.localDescription) await near.setRemoteDescription(far.localDescription);
}

/** Candidates go across; an end that finds none, or fails, need not be waited for. */
function pass(from: RTCPeerConnection, to: RTCPeerConnection, onDead: () => void): void {
	let found = 0;
	from.onicecandidate = ({ candidate }) => {
		if (candidate?.candidate) found += 1;
		if (candidate) void to.addIceCandidate(candidate).catch(() => {});
		else if (found === 0) onDead();
	};
	from.onconnectionstatechange = () => {
		if (from.connectionState === 'failed') onDead();
	};
}

interface Report {
	readonly id: string;
	readonly type: string;
	readonly selectedCandidatePairId?: string;
	readonly localCandidateId?: string;
	readonly relayProtocol?: string;
}

export function protocolOf(stats: { forEach(visit: (report: Report) => void): void }) {
	const reports = new Map<string, Report>();
	let pairId: string | undefined;
	stats.forEach(report => {
		reports.set(report.id, report);
		pairId ??= report.type === 'transport' ? report.selectedCandidatePairId : undefined;
	});
	const local = reports.get(pairId ?? '')?.localCandidateId;
	return reports.get(local ?? '')?.relayProtocol;
}
