import type { Locale } from '../../gen/protocol';
import type { Result } from '../../net/wire';
import { call, changePerson, me } from '../../state/client';
import { post } from '../account/session';

export interface Joined {
	/** Of somebody new: by which they come back. */
	readonly way_back?: string;
}

const STORED = 'stagebeurs.joining';

/** The way back of somebody who is about to come: the same however often they press, as long as no answer came. */
function wayBackOf(code: string, name: string): string {
	const who = `${code} ${name}`;
	const [of, token] = sessionStorage.getItem(STORED)?.split('\n') ?? [];
	if (of === who && token) return token;
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	const made = btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
	sessionStorage.setItem(STORED, `${who}\n${made}`);
	return made;
}

async function joinAs(code: string, name: string, locale: Locale): Promise<Result<Joined>> {
	const result = await post('group.join', {
		code,
		name,
		locale,
		...(name && { way_back: wayBackOf(code, name) }),
	});
	if (result.ok) sessionStorage.removeItem(STORED);
	return result;
}

/** As who is signed in, or over HTTP, where the answer sets a session cookie. Then the line comes back as them. */
export async function join(code: string, name: string, locale: Locale): Promise<Result<Joined>> {
	const person = me.peek();
	const result = person
		? await call('group.join', { code, locale })
		: await joinAs(code, name, locale);
	if (result.ok) changePerson(person);
	return result;
}
