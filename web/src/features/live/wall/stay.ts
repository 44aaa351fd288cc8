import { effect } from '@preact/signals';
import { speak } from '../../../i18n';
import { line } from '../../../state/client';

/** The page that the server hands out now; undefined: it does not answer. */
const pageNow = (): Promise<string | undefined> =>
	fetch('/', { cache: 'no-store' }).then(
		answer => (answer.ok ? answer.text() : undefined),
		() => undefined,
	);

/**
 * Nobody sits at a wall: after a release, which a lost line comes before, it loads itself anew. Returns how
 * to end that.
 */
export function reloadAfterRelease(): () => void {
	let first: string | undefined;
	return effect(() => {
		if (!line.value.isUp) return;
		void pageNow().then(page => {
			if (page === undefined) return;
			first ??= page;
			if (page !== first) location.reload();
		});
	});
}

/** The language that its address names: nobody at a wall chooses one. */
export function speakAsAddressed(): void {
	const language = new URLSearchParams(location.search).get('taal');
	if (language === 'en' || language === 'nl') speak(language);
}

/** Dark whatever the computer behind a beamer prefers: its light is the picture's. */
export function stayDark(): () => void {
	const root = document.documentElement;
	root.setAttribute('data-theme', 'dark');
	return () => root.removeAttribute('data-theme');
}

/** The screen stays on while the page is looked at, where the browser can do that. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	const ask = async () => {
		if (document.hidden || !navigator.wakeLock) return;
		// Refused on a low battery: then it is the computer's own setting that counts.
		lock = await navigator.wakeLock.request('screen').catch(() => undefined);
	};
	void ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
