import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announceNow } from '../../../app/announcer';
import { staffWords } from '../../../i18n/staff';
import { areKeysOn } from '../../../ui/keyed';
import { TypedOn } from './typed_on';
import '../../../ui/field.css';

/**
 * Single keys for who works here all day. Never while typing, never over a dialog, and they can be
 * switched off: speech input types letters too (WCAG 2.1.4).
 */

const STORED = 'stagebeurs.keys';

const isOn = signal(localStorage.getItem(STORED) !== 'off');

const typedOn = new TypedOn();

const single = ['N', 'S', 'M', 'V', 'E', 'A', 'X'];

/** A key presses the button that carries it, so that whatever the button says is said. */
export function useKeys(): void {
	const isUsed = isOn.value;
	useEffect(() => {
		areKeysOn.value = isUsed;
		return () => {
			areKeysOn.value = false;
		};
	}, [isUsed]);
	useEffect(() => {
		const enter = ({ target }: FocusEvent) =>
			typedOn.enter(target instanceof HTMLElement && isTextField(target) ? target : undefined);
		addEventListener('focusin', enter);
		return () => removeEventListener('focusin', enter);
	}, []);
	useEffect(() => {
		typedOn.look(performance.now());
		const press = (event: KeyboardEvent) => {
			const { target } = event;
			const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
			if (hasModifier || document.querySelector('dialog[open]')) return;
			if (target instanceof HTMLElement && isTextField(target)) {
				if (event.key === 'Escape') leave(target);
				return;
			}
			if (!isOn.peek() || event.repeat || typedOn.takes(performance.now())) return;
			const key = event.key.toUpperCase();
			if (!single.includes(key)) return;
			event.preventDefault();
			pressBy(key);
		};
		addEventListener('keydown', press);
		return () => removeEventListener('keydown', press);
	});
}

function pressBy(key: string): void {
	const found = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
	if (!found) announceNow(staffWords.peek().desk.keyIdle);
	else if (isTextField(found)) found.focus();
	// Its reason is shown to who points at it; who pressed a key must hear it.
	else if (found.matches('[aria-disabled]')) announceNow(found.title);
	else found.click();
}

/** Out of the text, so that the keys work again. */
function leave(field: HTMLElement): void {
	field.blur();
	typedOn.enter(undefined);
}

/** Where letters are words. A select too: they choose in it. */
export function isTextField(target: Element): boolean {
	return target.matches(
		'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]',
	);
}

export function KeysList() {
	const t = staffWords.value.desk;
	const rows = [
		['N', t.keyNext],
		['S', t.keySkip],
		['M', t.keyMute],
		['V', t.keyCamera],
		['E', t.keyExtend],
		['A', t.keyNote],
		['Esc', t.keyLeave],
		['X', t.keyEnd],
	] as const;
	return (
		<>
			<label class="check">
				<input
					type="checkbox"
					checked={isOn.value}
					onChange={event => {
						isOn.value = event.currentTarget.checked;
						localStorage.setItem(STORED, isOn.value ? 'on' : 'off');
					}}
				/>
				{t.keysOn}
			</label>
			<dl class="keys">
				{rows.map(([key, text]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{text}</dd>
					</div>
				))}
			</dl>
		</>
	);
}
