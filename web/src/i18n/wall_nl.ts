import { pluralOf } from './format';
import type { Worded } from './worded';

const p = pluralOf('nl');

/** A display on a wall, read from afar: few words. */
export const wallNl = {
	title: 'Groot scherm',
	called: 'Nu aan de beurt',
	nobody: 'Er wordt nu niemand geroepen.',
	calledBefore: 'Net geroepen',
	free: (n: number, all: number) => `${n} vrij van ${all}`,
	waiting: (n: number) => `${n} ${p(n, 'wacht', 'wachten')}`,
	legend: 'Vol vakje: hier kun je nu praten',
	seats: (target: number) => `van ${target} ${p(target, 'plek', 'plekken')} gevuld`,
	until: (time: string) => `Open tot ${time}`,
	ending: 'De beurs loopt af',
	opens: (when: string) => `Begint ${when}`,
	over: 'De beurs is voorbij',
	scan: 'Doe mee: scan de code',
	lost: 'Even geen verbinding',
	gone: 'Dit scherm toont niets meer. Vraag de organisatie om het nieuwe adres.',
};

export type WallCatalogue = Worded<typeof wallNl>;
