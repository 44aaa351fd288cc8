import type { WallCatalogue } from './wall_nl';

export const wallEn = {
	title: 'Big screen',
	called: 'Called now',
	nobody: 'Nobody is called now.',
	calledBefore: 'Called just now',
	free: (n: number, all: number) => `${n} free of ${all}`,
	waiting: (n: number) => `${n} waiting`,
	legend: 'Full box: you can talk here now',
	seats: (target: number) => `of ${target} places filled`,
	until: (time: string) => `Open until ${time}`,
	ending: 'The fair is coming to its end',
	opens: (when: string) => `Begins ${when}`,
	over: 'The fair is over',
	scan: 'Join in: scan the code',
	lost: 'No connection just now',
	gone: 'This screen shows nothing any more. Ask the organisers for the new address.',
} satisfies WallCatalogue;
