import type { Problem } from '../call/media';
import type { Outcome } from './outcome';
import type { RouteWhy } from './road';

/** The four things that are tried, and what they say together. */

interface Whys {
	readonly camera: Problem | 'notSeen';
	readonly microphone: Problem | 'silent';
	readonly speaker: 'notHeard';
	readonly route: RouteWhy;
}

export type StepName = keyof Whys;
export type StepState = 'todo' | 'busy' | 'asks' | 'works' | 'fails';
export type Step<Why extends string = string> =
	| { readonly state: Exclude<StepState, 'fails'> }
	| { readonly state: 'fails'; readonly why: Why };
export type Steps = { readonly [N in StepName]: Step<Whys[N]> };

export const untried: Steps = {
	camera: { state: 'todo' },
	microphone: { state: 'todo' },
	speaker: { state: 'todo' },
	route: { state: 'todo' },
};

/** How this person can talk; undefined while something is not known yet. */
export function outcomeOf({ camera, microphone, speaker, route }: Steps): Outcome | undefined {
	const all = [camera, microphone, speaker, route];
	if (all.some(({ state }) => state !== 'works' && state !== 'fails')) return undefined;
	const isHeard = [microphone, speaker, route].every(({ state }) => state === 'works');
	if (!isHeard) return 'text';
	return camera.state === 'works' ? 'picture' : 'voice';
}

/** The browser itself forbids it: that is told once, with where to change it. */
export function isDenied({ camera, microphone }: Steps): boolean {
	return [camera, microphone].some(step => step.state === 'fails' && step.why === 'denied');
}
