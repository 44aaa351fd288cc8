import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pageTitle } from '../app/title';
import './page.css';

let isFirstPage = true;

interface Props {
	readonly title: string;
	/** Beside the title: a state, a way back. */
	readonly aside?: ComponentChildren;
	readonly above?: ComponentChildren;
	readonly isTitleHidden?: boolean;
	readonly isWide?: boolean;
	readonly children: ComponentChildren;
	readonly testId?: string;
}

/**
 * A screen with its one h1. Coming here by a link moves the focus to the title, as a page load would;
 * the very first page leaves it where the browser puts it.
 */
export function Page({ title, aside, above, isTitleHidden, isWide, children, testId }: Props) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (!isFirstPage) heading.current?.focus({ preventScroll: true });
		isFirstPage = false;
	}, []);
	useEffect(() => {
		pageTitle.value = title;
	}, [title]);
	return (
		<div class="page" data-wide={isWide} data-testid={testId}>
			{above}
			<header class={isTitleHidden ? 'visually-hidden' : 'page-head'}>
				<h1 ref={heading} tabIndex={-1}>
					{title}
				</h1>
				{aside}
			</header>
			{children}
		</div>
	);
}
