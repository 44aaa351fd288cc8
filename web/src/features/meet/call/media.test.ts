import { beforeEach, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
const { openMedia, problemOf } = await import('./media');
const { chosen } = await import('../device/chosen');

type Wish = MediaStreamConstraints;
const error = (name: string) => Object.assign(new Error(name), { name });

/** A machine: which kinds it has, and what asking for something it has not ends in. */
function machine(open: (wish: Wish) => void, allowed: readonly string[] = []) {
	const asked: Wish[] = [];
	const getUserMedia = async (wish: Wish) => {
		asked.push(wish);
		open(wish);
		return {
			getAudioTracks: () => (wish.audio ? [{ kind: 'audio' }] : []),
			getVideoTracks: () => (wish.video ? [{ kind: 'video' }] : []),
		};
	};
	const query = async ({ name }: { name: string }) => ({
		state: allowed.includes(name) ? 'granted' : 'prompt',
	});
	vi.stubGlobal('navigator', { mediaDevices: { getUserMedia }, permissions: { query } });
	return asked;
}

beforeEach(() => {
	chosen.value = {};
});

it('opens both with one question', async () => {
	const asked = machine(() => {});
	expect(await openMedia()).toMatchObject({ audio: { kind: 'audio' }, video: { kind: 'video' } });
	expect(asked).toHaveLength(1);
});

it('goes without what is not there, or not free', async () => {
	machine(({ video }) => {
		if (video) throw error('NotFoundError');
	});
	expect(await openMedia()).toMatchObject({ audio: { kind: 'audio' }, problem: 'noCamera' });
	machine(({ audio }) => {
		if (audio) throw error('NotReadableError');
	});
	expect(await openMedia()).toMatchObject({ video: { kind: 'video' }, problem: 'noMicrophone' });
});

it('does not ask again after a refusal, unless one of the two is allowed', async () => {
	const refuse = ({ video }: Wish) => {
		if (video) throw error('NotAllowedError');
	};
	const asked = machine(refuse);
	expect(await openMedia()).toMatchObject({ audio: undefined, problem: 'denied' });
	expect(asked).toHaveLength(1);
	machine(refuse, ['microphone']);
	expect(await openMedia()).toMatchObject({ audio: { kind: 'audio' }, problem: 'noCamera' });
});

it('takes another device where the chosen one is gone, and keeps the choice of the other', async () => {
	chosen.value = { camera: 'gone', microphone: 'headset' };
	const asked = machine(({ video }) => {
		if (JSON.stringify(video ?? {}).includes('{"exact":"gone"}'))
			throw error('OverconstrainedError');
	});
	expect(await openMedia()).toMatchObject({ video: { kind: 'video' }, problem: undefined });
	const audio = asked.map(wish => (wish.audio as MediaTrackConstraints)?.deviceId);
	expect(audio.filter(Boolean)).toEqual([{ exact: 'headset' }, { exact: 'headset' }]);
});

it('knows a browser that cannot call', async () => {
	vi.stubGlobal('navigator', {});
	expect((await openMedia()).problem).toBe('unsupported');
	expect(problemOf(new TypeError('getUserMedia is not a function'))).toBe('unsupported');
	expect(problemOf('whatever')).toBe('missing');
});
