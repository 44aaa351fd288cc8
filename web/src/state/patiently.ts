import type { Result } from '../net/wire';

const AGAIN_MS = 1000;
const TRIES_MOST = 10;

/** What takes more pieces than may be asked at once: whatever comes too fast is asked again. */
export async function patiently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
	for (let tries = 0; ; tries++) {
		const result = await ask();
		if (result.ok || result.error.code !== 'rate_limited' || tries === TRIES_MOST) return result;
		await new Promise(resolve => setTimeout(resolve, AGAIN_MS));
	}
}
