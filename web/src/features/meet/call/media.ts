import { chosen } from '../device/chosen';
import { type Firmness, pictureWish, soundWish } from '../device/wish';

/** Camera and microphone. Whatever fails, a conversation stays possible: picture, else sound, else text. */

export type Problem = 'denied' | 'missing' | 'busy' | 'unsupported';
export type MediaProblem = Problem | 'noCamera' | 'noMicrophone';

export interface Media {
	readonly audio: MediaStreamTrack | undefined;
	readonly video: MediaStreamTrack | undefined;
	readonly problem: MediaProblem | undefined;
}

/** Each with its track, or why there is none. */
export interface Opened {
	readonly audio: MediaStreamTrack | Problem;
	readonly video: MediaStreamTrack | Problem;
}

type Kind = 'audio' | 'video';

export const noMedia: Media = { audio: undefined, video: undefined, problem: undefined };

export async function openMedia(): Promise<Media> {
	const { audio, video } = await openBoth();
	if (typeof audio !== 'string' && typeof video !== 'string')
		return { audio, video, problem: undefined };
	if (typeof audio !== 'string') return { audio, video: undefined, problem: 'noCamera' };
	if (typeof video !== 'string') return { audio: undefined, video, problem: 'noMicrophone' };
	return { ...noMedia, problem: audio };
}

/** One question for both; where that fails, what is possible of the two. */
export async function openBoth(): Promise<Opened> {
	if (!navigator.mediaDevices) return { audio: 'unsupported', video: 'unsupported' };
	try {
		const [audio, video] = await ask(['audio', 'video'], 'exact');
		return { audio: audio ?? 'missing', video: video ?? 'missing' };
	} catch (cause) {
		const problem = problemOf(cause);
		return {
			audio: await openAfter(problem, 'audio'),
			video: await openAfter(problem, 'video'),
		};
	}
}

/** A refusal is an answer: only what is allowed already is tried again, or it would annoy. */
async function openAfter(problem: Problem, kind: Kind): Promise<MediaStreamTrack | Problem> {
	return problem === 'denied' && !(await isAllowed(kind)) ? problem : openOne(kind);
}

/** The chosen one, or another where that is gone. */
export async function openOne(kind: Kind): Promise<MediaStreamTrack | Problem> {
	try {
		const [track] = await ask([kind], 'exact').catch(cause => {
			if (nameOf(cause) !== 'OverconstrainedError') throw cause;
			return ask([kind], 'ideal');
		});
		return track ?? 'missing';
	} catch (cause) {
		return problemOf(cause);
	}
}

/** The tracks of these kinds, in their order. */
async function ask(kinds: readonly Kind[], how: Firmness): Promise<MediaStreamTrack[]> {
	const stream = await navigator.mediaDevices.getUserMedia({
		...(kinds.includes('audio') && { audio: soundWish(chosen.peek(), how) }),
		...(kinds.includes('video') && { video: pictureWish(chosen.peek(), how) }),
	});
	return [...stream.getAudioTracks(), ...stream.getVideoTracks()];
}

export async function openCamera(): Promise<MediaStreamTrack | undefined> {
	const track = await openOne('video');
	return typeof track === 'string' ? undefined : track;
}

export function stopMedia({ audio, video }: Media): void {
	audio?.stop();
	video?.stop();
}

async function isAllowed(kind: Kind): Promise<boolean> {
	try {
		const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName;
		return (await navigator.permissions.query({ name })).state === 'granted';
	} catch {
		return false;
	}
}

export function problemOf(cause: unknown): Problem {
	const name = nameOf(cause);
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	// A browser within another app has no getUserMedia at all.
	if (name === 'TypeError') return 'unsupported';
	return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}

/** Not every browser's errors of media are of one class. */
function nameOf(cause: unknown): unknown {
	return typeof cause === 'object' && cause && 'name' in cause ? cause.name : undefined;
}
