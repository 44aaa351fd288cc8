import { signal } from '@preact/signals';

/** Whether single keys press buttons on this page. */
export const areKeysOn = signal(false);

/** The key that a control has, where keys work: elsewhere it must not say that it has one. */
export function keyed(key: string): string | undefined {
	return areKeysOn.value ? key : undefined;
}
