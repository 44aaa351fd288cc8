import type { ComponentChildren } from 'preact';
import { errorText } from '../app/errors';
import type { IconName } from '../gen/icons';
import { words } from '../i18n';
import { initials } from '../i18n/format';
import type { WireError } from '../net/wire';
import { Icon } from './icon';
import './state.css';

/** Small things that say how something stands. */

export function Empty({
	icon = 'info',
	children,
}: {
	readonly icon?: IconName;
	readonly children: ComponentChildren;
}) {
	return (
		<div class="empty">
			<Icon name={icon} />
			<div>{children}</div>
		</div>
	);
}

export type Tone = 'good' | 'warn' | 'error' | 'info' | 'quiet';

export function Badge({
	tone = 'quiet',
	icon,
	children,
}: {
	readonly tone?: Tone;
	readonly icon?: IconName;
	readonly children: ComponentChildren;
}) {
	return (
		<span class="badge" data-tone={tone}>
			{icon && <Icon name={icon} />}
			<span>{children}</span>
		</span>
	);
}

export function Face({ name }: { readonly name: string }) {
	return (
		<span class="face" aria-hidden="true">
			{initials(name)}
		</span>
	);
}

interface TopicState {
	readonly isReady: { readonly value: boolean };
	readonly refusal: { readonly value: WireError | undefined };
}

/** What stands in the place of a topic that has not come, or may not be seen. */
export function Pending({ of }: { readonly of: TopicState }) {
	const refusal = of.refusal.value;
	if (refusal) return <Empty icon="circle-alert">{errorText(refusal)}</Empty>;
	if (of.isReady.value) return null;
	return (
		<p class="loading" role="status">
			{words.value.shell.loading}
		</p>
	);
}
