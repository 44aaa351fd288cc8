import { useEffect, useRef } from 'preact/hooks';

/** What it was when the component was drawn before; undefined the first time. */
export function useBefore<T>(now: T): T | undefined {
	const kept = useRef<T | undefined>(undefined);
	const before = kept.current;
	useEffect(() => {
		kept.current = now;
	});
	return before;
}
