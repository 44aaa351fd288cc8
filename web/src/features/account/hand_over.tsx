import { CopyLink } from '../../ui/copy';
import './hand_over.css';

interface Props {
	readonly text: string;
	readonly link: string;
}

/** A link for somebody else, to be copied and handed to them alone. */
export function HandOver({ text, link }: Props) {
	return (
		<div class="stack" role="status">
			<p>{text}</p>
			<p>
				<code class="invite-link" data-testid="invite-link">
					{link}
				</code>
			</p>
			<div class="actions">
				<CopyLink link={link} />
			</div>
		</div>
	);
}
