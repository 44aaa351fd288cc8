import { effect, signal } from '@preact/signals';

/** The tab's title: the page's, unless something asks for attention in a tab that nobody looks at. */

export const pageTitle = signal('');
export const alertTitle = signal<string | undefined>(undefined);

export function startTitle(): void {
	effect(() => {
		const page = pageTitle.value;
		document.title = alertTitle.value ?? (page ? `${page} · Stagebeurs` : 'Stagebeurs');
	});
}
