import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { errorText } from '../app/errors';
import type { IconName } from '../gen/icons';
import { words } from '../i18n';
import type { Result, WireError } from '../net/wire';
import { line } from '../state/client';
import { Icon } from './icon';
import './action.css';

export type Look = 'plain' | 'main' | 'danger' | 'quiet' | 'ticket';

interface ButtonProps {
	readonly look?: Look;
	readonly icon?: IconName;
	readonly onClick?: () => void;
	readonly type?: 'button' | 'submit';
	readonly isPressed?: boolean;
	readonly isBusy?: boolean;
	readonly isLarge?: boolean;
	/** Stays reachable for the keyboard, and says why it does nothing. */
	readonly why?: string | undefined;
	/** The single key that presses it. */
	readonly shortcut?: string | undefined;
	readonly label?: string;
	readonly testId?: string | undefined;
	readonly children?: ComponentChildren;
}

export function Button(props: ButtonProps) {
	const {
		look = 'plain',
		icon,
		onClick,
		type = 'button',
		isPressed,
		isBusy,
		isLarge,
		why,
		label,
	} = props;
	const isOff = isBusy || why !== undefined;
	return (
		<button
			class="button"
			type={type}
			data-look={look}
			data-large={isLarge}
			data-testid={props.testId}
			aria-pressed={isPressed}
			aria-disabled={isOff || undefined}
			aria-busy={isBusy || undefined}
			aria-keyshortcuts={props.shortcut}
			aria-label={label}
			title={why}
			onClick={event => {
				if (isOff) event.preventDefault();
				else onClick?.();
			}}
		>
			{icon && <Icon name={icon} />}
			{props.children && <span class="button-text">{props.children}</span>}
		</button>
	);
}

interface ActionProps extends Omit<ButtonProps, 'onClick' | 'isBusy'> {
	readonly run: () => Promise<Result<unknown>>;
	readonly onDone?: () => void;
}

/**
 * A button that asks something of the server. What goes wrong is said beside it, where the eyes are;
 * without a line it says that the wish is kept and goes out later.
 */
export function Action({ run, onDone, ...button }: ActionProps) {
	const [isBusy, setBusy] = useState(false);
	const [error, setError] = useState<WireError>();
	const isRunning = useRef(false);
	const press = async () => {
		if (isRunning.current) return;
		isRunning.current = true;
		setBusy(true);
		setError(undefined);
		const result = await run();
		isRunning.current = false;
		setBusy(false);
		if (result.ok) onDone?.();
		else setError(result.error);
	};
	return (
		<div class="action">
			<Button {...button} isBusy={isBusy} onClick={() => void press()} />
			{isBusy && !line.value.isUp && (
				<p class="action-note" role="status">
					{words.value.shell.sentLater}
				</p>
			)}
			<Failure error={error} />
		</div>
	);
}

export function Failure({ error }: { readonly error: WireError | undefined }) {
	return (
		<div role="alert" class="action-alert">
			{error && (
				<p class="failure" data-testid="failure" data-code={error.code}>
					<Icon name="circle-alert" />
					<span>{errorText(error)}</span>
				</p>
			)}
		</div>
	);
}
