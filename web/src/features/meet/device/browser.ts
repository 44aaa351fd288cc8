/** Which browser this is: only to say where its permissions are. Guessing wrong costs a search. */

export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari' | 'iphone' | 'android' | 'other';

export function browserOf(userAgent: string): Browser {
	const has = (word: string) => userAgent.includes(word);
	if (has('iPhone') || has('iPad')) return 'iphone';
	if (has('Android')) return has('Firefox') ? 'other' : 'android';
	if (has('Edg/')) return 'edge';
	if (has('Firefox')) return 'firefox';
	if (has('Chrome/')) return 'chrome';
	return has('Safari') ? 'safari' : 'other';
}
