import { pointedWords } from '../../i18n/pointed';
import { second } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Icon } from '../../ui/icon';
import { QuietBooths as Quiet } from '../meet/line/quiet';

/** Where a student could talk now; and, for as long as the organisers say so, a word that there are such booths. */
export function QuietBooths({ fair: id }: { readonly fair: number }) {
	const fair = useTopic('fair', id).table('fair').value.get(id);
	const isPointed = (fair?.quiet_until_ms ?? 0) > second.value;
	return (
		<>
			<div role="status" class="pointed">
				{isPointed && (
					<p class="card" data-testid="pointed">
						<Icon name="route" />
						<span>{pointedWords.value.text}</span>
					</p>
				)}
			</div>
			<Quiet fair={id} />
		</>
	);
}
