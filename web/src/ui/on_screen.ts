import { useEffect, useState } from 'preact/hooks';

/** Whether most of an element can be seen where the page is scrolled to. */
export function useIsOnScreen(element: { readonly current: Element | null }): boolean {
	const [isOn, setOn] = useState(false);
	useEffect(() => {
		const observer = new IntersectionObserver(
			entries => setOn(entries.some(({ isIntersecting }) => isIntersecting)),
			{ threshold: 0.5 },
		);
		if (element.current) observer.observe(element.current);
		return () => observer.disconnect();
	}, [element]);
	return isOn;
}
