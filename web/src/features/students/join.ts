import type { Locale } from '../../gen/protocol';
import type { Result } from '../../net/wire';
import { call, changePerson, me } from '../../state/client';
import { post } from '../account/session';

export interface Joined {
	/** Of somebody new: by which they come back. */
	readonly way_back?: string;
}

/** As who is signed in, or over HTTP, where the answer sets a session cookie. Then the line comes back as them. */
export async function join(code: string, name: string, locale: Locale): Promise<Result<Joined>> {
	const person = me.peek();
	const result = person
		? await call('group.join', { code, locale })
		: await post('group.join', { code, name, locale });
	if (result.ok) changePerson(person);
	return result;
}
