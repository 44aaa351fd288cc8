import type { IconName } from '../gen/icons';
import sprite from '../gen/icons.svg?url';
import './icon.css';

/** An icon is never alone: beside it stands a word, or its button has a label. */
export function Icon({ name }: { readonly name: IconName }) {
	return (
		<svg class="icon" aria-hidden="true" focusable="false">
			<use href={`${sprite}#${name}`} />
		</svg>
	);
}
