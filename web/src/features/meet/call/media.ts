/** Camera and microphone. Whatever fails, a conversation stays possible: picture, else sound, else text. */

export type MediaProblem = 'denied' | 'missing' | 'busy' | 'noCamera';

export interface Media {
	readonly audio: MediaStreamTrack | undefined;
	readonly video: MediaStreamTrack | undefined;
	readonly problem: MediaProblem | undefined;
}

export const noMedia: Media = { audio: undefined, video: undefined, problem: undefined };

const audioWish: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true };
/** A face in a talk: more pixels cost the other's data bundle and show nothing. */
const videoWish: MediaTrackConstraints = {
	width: { ideal: 640 },
	height: { ideal: 360 },
	frameRate: { ideal: 20, max: 30 },
	facingMode: 'user',
};

export async function openMedia(): Promise<Media> {
	if (!navigator.mediaDevices) return { ...noMedia, problem: 'missing' };
	try {
		return tracksOf(
			await navigator.mediaDevices.getUserMedia({ audio: audioWish, video: videoWish }),
		);
	} catch (cause) {
		// A refusal is an answer: asking again at once would only annoy.
		if (problemOf(cause) === 'denied') return { ...noMedia, problem: 'denied' };
	}
	try {
		const sound = tracksOf(await navigator.mediaDevices.getUserMedia({ audio: audioWish }));
		return { ...sound, problem: 'noCamera' };
	} catch (cause) {
		return { ...noMedia, problem: problemOf(cause) };
	}
}

export async function openCamera(): Promise<MediaStreamTrack | undefined> {
	try {
		return tracksOf(await navigator.mediaDevices.getUserMedia({ video: videoWish })).video;
	} catch {
		return undefined;
	}
}

export function stopMedia({ audio, video }: Media): void {
	audio?.stop();
	video?.stop();
}

function tracksOf(stream: MediaStream): Media {
	const [audio] = stream.getAudioTracks();
	const [video] = stream.getVideoTracks();
	return { audio, video, problem: undefined };
}

function problemOf(cause: unknown): MediaProblem {
	const name = cause instanceof DOMException ? cause.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}
