import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Locale } from '../gen/protocol';
import { type Dates, datesOf } from './format';
import { type Catalogue, nl } from './nl';

/**
 * What is on screen, in the chosen language. The Dutch of a screen comes with the screen; English is
 * fetched when somebody asks for it. A missing or extra key is a type error: Dutch is the type.
 */

const STORED = 'stagebeurs.locale';

export const locale = signal<Locale>('nl');
const onTheirWay = new Set<Promise<void>>();

/** Other words for all catalogues, at a fair that has its own; undefined: as they stand. */
export const rewording = signal<(<T>(catalogue: T) => T) | undefined>(undefined);

/** A catalogue in both languages. Until the English is there, the Dutch stays. */
export function bilingual<T>(dutch: T, english: () => Promise<T>): ReadonlySignal<T> {
	const shown = signal(dutch);
	effect(() => {
		if (locale.value === 'nl') {
			shown.value = dutch;
			return;
		}
		const coming = english().then(
			loaded => {
				if (locale.peek() === 'en') shown.value = loaded;
			},
			() => {
				// Cannot be fetched now: Dutch is better than nothing.
			},
		);
		onTheirWay.add(coming);
		void coming.then(() => onTheirWay.delete(coming));
	});
	return computed(() => rewording.value?.(shown.value) ?? shown.value);
}

/** Waits for words that are being fetched, so that no screen first shows itself in the other language. */
export async function wordsReady(): Promise<void> {
	await Promise.all(onTheirWay);
}

export const words = bilingual<Catalogue>(nl, () => import('./en').then(({ en }) => en));
/** Of the fair that is looked at; until it says so, that of the country whose words these are. */
export const timeZone = signal('Europe/Amsterdam');
export const dates = computed(() => datesIn(timeZone.value));

/** Times as the clocks of another fair show them. */
export function datesIn(zone: string): Dates {
	return datesOf(locale.value === 'nl' ? 'nl-NL' : 'en-GB', zone);
}

/** A fair's list of rooms and such carry both languages. */
export function named(item: { readonly name: string; readonly name_en: string }): string {
	return locale.value === 'en' ? item.name_en : item.name;
}

/** On this page alone. */
export function speak(next: Locale): void {
	locale.value = next;
	document.documentElement.lang = next;
}

export function setLocale(next: Locale): void {
	speak(next);
	localStorage.setItem(STORED, next);
}

/** Dutch, unless this device was told otherwise: not the browser's language, which schools seldom set. */
export function startLanguage(): Promise<void> {
	setLocale(localStorage.getItem(STORED) === 'en' ? 'en' : 'nl');
	return wordsReady();
}
