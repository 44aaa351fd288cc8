import { useEffect } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import { path } from '../../../app/router';
import type { Watch } from '../../../gen/protocol';
import { meetWords } from '../../../i18n/meet';
import { call } from '../../../state/client';
import { myWatches } from '../../../state/topics';
import { Action } from '../../../ui/action';

/** A line that takes nobody now: the student may ask to be told when it does again. */
export function WatchButton({ booth }: { readonly booth: number }) {
	const t = meetWords.value.watch;
	const isWatched = myWatches.value.some(({ id }) => id === booth);
	return (
		<>
			{isWatched && <p role="status">{t.willTell}</p>}
			<Action
				icon={isWatched ? 'x' : 'bell-ring'}
				run={() => call(isWatched ? 'booth.unwatch' : 'booth.watch', { booth })}
				testId={isWatched ? 'unwatch' : 'watch'}
			>
				{isWatched ? t.stop : t.tellMe}
			</Action>
		</>
	);
}

/** Booths that were asked for and take walk-ins again, on every screen until somebody reacts. */
export function BackAgain() {
	return (
		<>
			{myWatches.value
				.filter(({ id, line }) => line === 'open' && path.value !== `/stand/${id}`)
				.map(watch => (
					<BackNotice key={watch.id} watch={watch} />
				))}
		</>
	);
}

function BackNotice({ watch }: { readonly watch: Watch }) {
	const t = meetWords.value.watch;
	useEffect(() => announce(meetWords.peek().watch.isBack(watch.booth_name)), [watch.booth_name]);
	return (
		<aside class="dock" aria-label={t.label} data-testid="back-again">
			<div class="card stack">
				<p>
					<strong>{t.isBack(watch.booth_name)}</strong>
				</p>
				<div class="actions">
					<a class="button" data-look="main" href={`/stand/${watch.id}`}>
						{t.go}
					</a>
					<Action run={() => call('booth.unwatch', { booth: watch.id })} testId="back-again-close">
						{t.notNow}
					</Action>
				</div>
			</div>
		</aside>
	);
}
