import type { Chosen } from './remembered';

/**
 * What is asked of the browser when it opens a camera or a microphone. Chromium passes over a device
 * that is only wished for (seen in 156, for microphones), so a choice is first demanded; whoever asks
 * wishes for it where that device is gone.
 */

export type Firmness = 'exact' | 'ideal';

export function soundWish({ microphone }: Chosen, how: Firmness): MediaTrackConstraints {
	const wish = { echoCancellation: true, noiseSuppression: true };
	return microphone ? { ...wish, deviceId: { [how]: microphone } } : wish;
}

/** A face in a talk: more pixels cost the other's data bundle and show nothing. */
export function pictureWish({ camera }: Chosen, how: Firmness): MediaTrackConstraints {
	const wish = {
		width: { ideal: 640 },
		height: { ideal: 360 },
		frameRate: { ideal: 20, max: 30 },
	};
	// Who chose the camera at the back means it.
	return camera ? { ...wish, deviceId: { [how]: camera } } : { ...wish, facingMode: 'user' };
}
