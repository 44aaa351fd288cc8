import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { staffWords } from '../../../i18n/staff';
import '../../../ui/field.css';

/**
 * Single keys for who works here all day. Never while typing, never over a dialog, and they can be
 * switched off: speech input types letters too (WCAG 2.1.4).
 */

const STORED = 'stagebeurs.keys';

const isOn = signal(localStorage.getItem(STORED) !== 'off');

export type Keys = Readonly<Record<string, () => void>>;

export function useKeys(keys: Keys): void {
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
			if (!isOn.peek() || hasModifier || event.repeat || isTyping(event.target)) return;
			if (document.querySelector('dialog[open]')) return;
			const run = keys[event.key.toLowerCase()];
			if (!run) return;
			event.preventDefault();
			run();
		};
		addEventListener('keydown', press);
		return () => removeEventListener('keydown', press);
	});
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest('input, textarea, select, [contenteditable]') !== null
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
