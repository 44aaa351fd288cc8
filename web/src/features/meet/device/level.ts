/** How loud a microphone is. */

export type Loudness = 'silent' | 'soft' | 'good';

/** Root mean square of samples between -1 and 1. */
export function rmsOf(samples: Float32Array): number {
	let sum = 0;
	for (const sample of samples) sum += sample * sample;
	return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** A quiet room hums below the first; speech near a microphone is above the second. */
const SOFT = 0.01;
const GOOD = 0.03;

export function loudnessOf(rms: number): Loudness {
	if (rms < SOFT) return 'silent';
	return rms < GOOD ? 'soft' : 'good';
}

const FLOOR_DB = -60;

/** Between 0 and 1, in steps as ears take them. */
export function heightOf(rms: number): number {
	const db = 20 * Math.log10(Math.max(rms, 1e-6));
	return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

const HEARD_TIMES = 3;
const SILENT_MS = 8_000;

/** When somebody was heard, or was silent for so long that something is wrong. A click is not speech. */
export class Hearing {
	#heard = 0;
	#since: number | undefined;

	hear(rms: number, nowMs: number): 'heard' | 'silent' | undefined {
		this.#since ??= nowMs;
		if (loudnessOf(rms) !== 'silent') this.#heard += 1;
		if (this.#heard >= HEARD_TIMES) return 'heard';
		return nowMs - this.#since >= SILENT_MS ? 'silent' : undefined;
	}
}

const LOOK_EVERY_MS = 100;

/** Tells how loud this track is, ten times a second, until stopped. */
export function listen(track: MediaStreamTrack, onLevel: (rms: number) => void): () => void {
	const context = new AudioContext();
	const meter = context.createAnalyser();
	const samples = new Float32Array(meter.fftSize);
	context.createMediaStreamSource(new MediaStream([track])).connect(meter);
	void context.resume();
	const timer = setInterval(() => {
		meter.getFloatTimeDomainData(samples);
		onLevel(rmsOf(samples));
	}, LOOK_EVERY_MS);
	return () => {
		clearInterval(timer);
		void context.close();
	};
}
