import { signal } from '@preact/signals';
import { parse } from 'regexparam';

/** Real addresses on the History API. What an address shows is in routes.ts. */

export type Params = Readonly<Record<string, string>>;

export interface Pattern<T> {
	readonly regexp: RegExp;
	readonly keys: readonly string[];
	readonly target: T;
}

export function pattern<T>(path: string, target: T): Pattern<T> {
	const { keys, pattern: regexp } = parse(path);
	return { regexp, keys, target };
}

export function match<T>(
	patterns: readonly Pattern<T>[],
	path: string,
): { target: T; params: Params } | undefined {
	for (const { regexp, keys, target } of patterns) {
		const found = regexp.exec(path);
		if (!found) continue;
		const params = Object.fromEntries(keys.map((key, i) => [key, safeDecode(found[i + 1] ?? '')]));
		return { target, params };
	}
	return undefined;
}

/** An id out of an address; undefined where somebody typed something else. */
export function idOf(text: string | undefined): number | undefined {
	if (!text || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
	const id = Number(text);
	return Number.isSafeInteger(id) ? id : undefined;
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

export const path = signal('/');

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
	if (to === path.peek()) return;
	if (how === 'push') history.pushState(null, '', to);
	else history.replaceState(null, '', to);
	path.value = location.pathname;
	if (how === 'push') scrollTo(0, 0);
}

export function startRouter(): void {
	path.value = location.pathname;
	addEventListener('popstate', () => {
		path.value = location.pathname;
	});
	// A link is an <a href>: it can be opened in a tab, copied, and found by a screen reader.
	document.addEventListener('click', event => {
		const to = internalTarget(event);
		if (to === undefined) return;
		event.preventDefault();
		navigate(to);
	});
}

function internalTarget(event: MouseEvent): string | undefined {
	const isPlain =
		event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
	if (event.defaultPrevented || !isPlain || !(event.target instanceof Element)) return undefined;
	const link = event.target.closest('a');
	if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin)
		return undefined;
	// A jump within the page is the browser's own work.
	if (link.pathname === location.pathname && link.hash) return undefined;
	return link.pathname;
}
