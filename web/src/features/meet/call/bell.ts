import { useSpeaker } from '../device/chosen';

/**
 * The bell of "your turn": two strokes, made by the browser itself. Browsers let a page sound only
 * after somebody touched it, so the first touch anywhere opens the audio.
 */

let audio: AudioContext | undefined;

export function openBell(): () => void {
	const open = () => {
		audio ??= new AudioContext();
		void audio.resume();
	};
	addEventListener('pointerdown', open, { once: true });
	addEventListener('keydown', open, { once: true });
	return () => {
		removeEventListener('pointerdown', open);
		removeEventListener('keydown', open);
	};
}

const RING_EVERY_MS = 3_000;

/** Rings until stopped. */
export function ringBell(): () => void {
	const ring = () => {
		navigator.vibrate?.([300, 120, 300]);
		if (audio?.state === 'running') strike(audio, audio.destination);
	};
	// Where it sounded when it was tried.
	if (audio) void useSpeaker(audio);
	ring();
	const timer = setInterval(ring, RING_EVERY_MS);
	return () => {
		clearInterval(timer);
		navigator.vibrate?.(0);
	};
}

export function strike(context: AudioContext, out: AudioNode): void {
	stroke(context, out, 880, 0);
	stroke(context, out, 1175, 0.28);
}

function stroke(context: AudioContext, out: AudioNode, pitch: number, after: number): void {
	const at = context.currentTime + after;
	const tone = context.createOscillator();
	const loudness = context.createGain();
	tone.frequency.value = pitch;
	loudness.gain.setValueAtTime(0.0001, at);
	loudness.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
	loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
	tone.connect(loudness).connect(out);
	tone.start(at);
	tone.stop(at + 1);
}
