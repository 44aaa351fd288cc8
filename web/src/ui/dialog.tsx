import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { words } from '../i18n';
import { Button } from './action';
import './dialog.css';

interface Props {
	readonly title: string;
	readonly onClose: () => void;
	/** A sheet comes from the side and is as high as the screen. */
	readonly isSheet?: boolean;
	readonly children: ComponentChildren;
	readonly testId?: string;
}

/** The platform's own modal dialog: it keeps the focus inside, closes on Escape and gives focus back. */
export function Dialog({ title, onClose, isSheet, children, testId }: Props) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const element = dialog.current;
		element?.showModal();
		return () => element?.close();
	}, []);
	return (
		<dialog
			ref={dialog}
			class="dialog"
			data-sheet={isSheet}
			data-testid={testId}
			aria-labelledby={id}
			onCancel={event => {
				event.preventDefault();
				onClose();
			}}
		>
			<header class="dialog-head">
				<h2 id={id}>{title}</h2>
				<Button look="quiet" icon="x" label={words.value.shell.close} onClick={onClose} />
			</header>
			<div class="dialog-body">{children}</div>
		</dialog>
	);
}
