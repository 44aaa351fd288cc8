import { describe, expect, it } from 'vitest';
import { browserOf } from './browser';
import { Hearing, heightOf, loudnessOf, rmsOf } from './level';
import { outcomeFrom } from './outcome';
import { chosenFrom } from './remembered';
import { configOf, hasRelay, protocolOf, whyNoRoute } from './road';
import { isDenied, outcomeOf, type Steps, untried } from './steps';
import { pictureWish, soundWish } from './wish';

describe('what is remembered', () => {
	it('reads choices back, and nothing else', () => {
		expect(chosenFrom('{"camera":"a","speaker":"b"}')).toEqual({ camera: 'a', speaker: 'b' });
		expect(chosenFrom('{"camera":1}')).toEqual({});
		for (const text of [null, '', 'null', '{', '7']) expect(chosenFrom(text)).toEqual({});
	});

	it('knows how a test came out', () => {
		expect(outcomeFrom('voice')).toBe('voice');
		expect(outcomeFrom('else')).toBeUndefined();
		expect(outcomeFrom(null)).toBeUndefined();
	});
});

describe('what is asked of the browser', () => {
	it('names the chosen device', () => {
		expect(soundWish({ microphone: 'm' }, 'exact').deviceId).toEqual({ exact: 'm' });
		expect(pictureWish({ camera: 'c' }, 'ideal').deviceId).toEqual({ ideal: 'c' });
	});

	it('wants the camera at the front only where none was chosen', () => {
		expect(pictureWish({}, 'exact')).toMatchObject({ facingMode: 'user' });
		expect(pictureWish({ camera: 'back' }, 'exact')).not.toHaveProperty('facingMode');
		expect(soundWish({}, 'exact')).not.toHaveProperty('deviceId');
	});
});

describe('how loud it is', () => {
	it('measures silence and a full swing', () => {
		expect(rmsOf(new Float32Array(8))).toBe(0);
		expect(rmsOf(new Float32Array(0))).toBe(0);
		expect(rmsOf(Float32Array.of(1, -1, 1, -1))).toBe(1);
	});

	it('has a bar between nothing and everything', () => {
		expect([heightOf(0), heightOf(1), heightOf(9)]).toEqual([0, 1, 1]);
		expect(heightOf(0.0316)).toBeCloseTo(0.5, 1);
	});

	it('has words for it', () => {
		expect([0.001, 0.02, 0.3].map(loudnessOf)).toEqual(['silent', 'soft', 'good']);
	});

	it('hears speech, not a click, and gives up on silence only for the time being', () => {
		const hearing = new Hearing();
		expect(hearing.hear(0.5, 0)).toBeUndefined();
		expect(hearing.hear(0, 100)).toBeUndefined();
		expect(hearing.hear(0, 8_000)).toBe('silent');
		expect(hearing.hear(0.5, 8_100)).toBe('silent');
		expect(hearing.hear(0.5, 8_200)).toBe('heard');
	});
});

describe('the road', () => {
	const stun = { urls: ['stun:s'] };
	const turn = { urls: ['turn:t?transport=udp', 'turns:t'], username: 'u', credential: 'c' };

	it('is tried over the relay alone, or without it', () => {
		expect(configOf([stun, turn], 'relay')).toEqual({
			iceServers: [turn],
			iceTransportPolicy: 'relay',
		});
		expect(configOf([stun, turn], 'direct')).toEqual({
			iceServers: [stun],
			iceTransportPolicy: 'all',
		});
		expect([hasRelay([stun, turn]), hasRelay([stun]), hasRelay([])]).toEqual([true, false, false]);
	});

	it('needs the relay where there is one', () => {
		const road = { protocol: 'udp' };
		const ways = { hasRelay: true, relay: road, direct: road };
		expect(whyNoRoute(ways)).toBeUndefined();
		expect(whyNoRoute({ ...ways, direct: undefined })).toBeUndefined();
		expect(whyNoRoute({ ...ways, relay: undefined })).toBe('noRelay');
		expect(whyNoRoute({ ...ways, relay: undefined, hasRelay: false })).toBeUndefined();
		expect(whyNoRoute({ ...ways, relay: undefined, direct: undefined })).toBe('noCalls');
	});

	it('knows how the relay was reached', () => {
		const reports = [
			{ id: 'c', type: 'local-candidate', relayProtocol: 'tcp' },
			{ id: 'p', type: 'candidate-pair', localCandidateId: 'c' },
			{ id: 't', type: 'transport', selectedCandidatePairId: 'p' },
		];
		expect(protocolOf(reports)).toBe('tcp');
		expect(protocolOf(reports.slice(0, 2))).toBeUndefined();
	});
});

describe('what it comes to', () => {
	const works: Steps = {
		camera: { state: 'works' },
		microphone: { state: 'works' },
		speaker: { state: 'works' },
		route: { state: 'works' },
	};

	it('is known when all four are', () => {
		expect(outcomeOf(untried)).toBeUndefined();
		expect(outcomeOf({ ...works, route: { state: 'busy' } })).toBeUndefined();
		expect(outcomeOf({ ...works, speaker: { state: 'asks' } })).toBeUndefined();
		expect(outcomeOf(works)).toBe('picture');
	});

	it('is a talk without a picture, or by typing', () => {
		expect(outcomeOf({ ...works, camera: { state: 'fails', why: 'missing' } })).toBe('voice');
		expect(outcomeOf({ ...works, microphone: { state: 'fails', why: 'silent' } })).toBe('text');
		expect(outcomeOf({ ...works, route: { state: 'fails', why: 'noRelay' } })).toBe('text');
	});

	it('tells apart what only the reader can allow', () => {
		expect(isDenied(works)).toBe(false);
		expect(isDenied({ ...works, camera: { state: 'fails', why: 'busy' } })).toBe(false);
		expect(isDenied({ ...works, camera: { state: 'fails', why: 'denied' } })).toBe(true);
	});
});

it('guesses the browser, to say where its permissions are', () => {
	const mozilla = 'Mozilla/5.0 (X11; Linux x86_64)';
	expect(
		[
			`${mozilla} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`,
			`${mozilla} AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`,
			`${mozilla} Gecko/20100101 Firefox/153.0`,
			'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Safari/604.1',
			'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36',
			'curl',
		].map(browserOf),
	).toEqual(['chrome', 'edge', 'firefox', 'safari', 'iphone', 'android', 'other']);
});
