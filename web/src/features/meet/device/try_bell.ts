import { strike } from '../call/bell';
import { useSpeaker } from './chosen';

const STRIKE_MS = 1_500;

/** Once, as the sound of a call goes: through an element, whose speaker more browsers let us choose. */
export async function tryBell(): Promise<void> {
	const context = new AudioContext();
	const out = context.createMediaStreamDestination();
	const element = new Audio();
	element.srcObject = out.stream;
	await useSpeaker(element);
	await context.resume();
	await element.play().catch(() => {});
	strike(context, out);
	setTimeout(() => {
		element.srcObject = null;
		void context.close();
	}, STRIKE_MS);
}
