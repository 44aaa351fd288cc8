import type { Me } from '../../gen/protocol';
import type { Args, CommandName, Reply, Result, WireError } from '../../net/wire';
import { changePerson } from '../../state/client';

/**
 * Signing in and out go over HTTP, because their answers set the session cookie. The socket then
 * comes back as whoever the cookie says.
 */
export async function post<C extends CommandName>(
	cmd: C,
	args: Args<C>,
): Promise<Result<Reply<C>>> {
	try {
		const response = await fetch(`/api/v1/${cmd}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
			body: JSON.stringify(args),
		});
		const body = (await response.json()) as { ok?: Reply<C>; err?: WireError };
		if (body.ok) return { ok: true, value: body.ok };
		return { ok: false, error: body.err ?? { code: 'internal' } };
	} catch {
		return { ok: false, error: { code: 'offline' } };
	}
}

/** Signed in, or, where a mailed link was asked for in another browser, a code to type there. */
export async function redeem(token: string): Promise<Result<{ me?: Me; code?: string }>> {
	const result = await post('session.redeem', { token });
	if (result.ok && result.value.me) changePerson(result.value.me);
	return result;
}

/** The answer is the same whether anybody has this address. */
export function askForLink(email: string): Promise<Result<unknown>> {
	return post('session.ask', { email });
}

/** Without `me` the code was wrong. */
export async function enterCode(code: string): Promise<Result<{ me?: Me }>> {
	const result = await post('session.enter_code', { code });
	if (result.ok && result.value.me) changePerson(result.value.me);
	return result;
}

async function leave(cmd: 'session.end' | 'session.end_all', to = '/'): Promise<Result<unknown>> {
	const result = await post(cmd, {});
	if (result.ok) location.assign(to);
	return result;
}

export const signOut = (to?: string) => leave('session.end', to);
export const signOutEverywhere = () => leave('session.end_all');
