import { useState } from 'preact/hooks';
import { meetWords } from '../../i18n/meet';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { isBlocked } from './blocks';

/** A student's own choice not to meet a booth, and the way back. */
export function BlockBooth({ booth }: { readonly booth: number }) {
	const t = meetWords.value.block;
	const [isAsking, setAsking] = useState(false);
	if (isBlocked(booth)) {
		return (
			<section class="card stack" data-testid="blocked">
				<p>{t.blocked}</p>
				<Action run={() => call('booth.unblock', { booth })} testId="unblock">
					{t.undo}
				</Action>
			</section>
		);
	}
	if (!isAsking) {
		return (
			<Button look="quiet" onClick={() => setAsking(true)} testId="block">
				{t.ask}
			</Button>
		);
	}
	return (
		<section class="card stack">
			<p>{t.sure}</p>
			<div class="actions">
				<Action
					look="danger"
					run={() => call('booth.block', { booth })}
					onDone={() => setAsking(false)}
					testId="block-sure"
				>
					{t.yes}
				</Action>
				<Button onClick={() => setAsking(false)}>{t.cancel}</Button>
			</div>
		</section>
	);
}
