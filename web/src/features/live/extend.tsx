import { useState } from 'preact/hooks';
import type { Fair } from '../../gen/protocol';
import { dates } from '../../i18n';
import { liveWords } from '../../i18n/live';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';

/** The doors close later than planned. */
export function Extend({ fair }: { readonly fair: Fair }) {
	const t = liveWords.value.extend;
	const [isOpen, setOpen] = useState(false);
	const close = () => setOpen(false);
	return (
		<>
			<Button icon="clock" onClick={() => setOpen(true)} testId="extend">
				{t.title}
			</Button>
			{isOpen && (
				<Dialog title={t.title} onClose={close} testId="extend-dialog">
					<p>{t.text(dates.value.time(fair.closes_ms))}</p>
					<div class="actions">
						{[15, 30, 60].map(minutes => (
							<Action
								key={minutes}
								run={() => call('fair.extend', { fair: fair.id, minutes })}
								onDone={close}
								testId={`extend-${minutes}`}
							>
								{minutes === 60 ? t.by60 : t.by(minutes)}
							</Action>
						))}
					</div>
				</Dialog>
			)}
		</>
	);
}
