import { Component, type ComponentType, h } from 'preact';

/**
 * Draws again only when a prop is another object. A mirrored item that did not change stays the
 * same object, so of a list only the rows that changed are drawn.
 */
export function memo<P extends object>(Inner: ComponentType<P>): ComponentType<P> {
	return class Memo extends Component<P> {
		override shouldComponentUpdate(next: Readonly<P>): boolean {
			const before = this.props as Record<string, unknown>;
			const after = next as Record<string, unknown>;
			return Object.keys(after).some(key => after[key] !== before[key]);
		}

		render() {
			return h(Inner, this.props as P);
		}
	};
}
