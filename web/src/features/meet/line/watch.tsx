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
