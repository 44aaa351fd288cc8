import { useRef, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import type { FairLine } from '../../gen/protocol';
import { datesIn } from '../../i18n';
import { makingWords } from '../../i18n/making';
import { setupWords } from '../../i18n/setup';
import { fromZoned, toZoned } from '../../i18n/zoned';
import { call } from '../../state/client';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { focusField, TextField } from '../../ui/field';
import { comeBackAsOrganiserOf } from './make/come_back';
import { nextName } from './next_name';

const DAY_MS = 86_400_000;
/** The same day of the week, a year later. */
const YEAR_MS = 364 * DAY_MS;

/** What was made for an earlier fair, for the next one. */
export function Copy({ fair }: { readonly fair: FairLine }) {
	const t = makingWords.value.copy;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button
				icon="copy"
				label={`${t.button}: ${fair.name}`}
				onClick={() => setOpen(true)}
				testId="copy-fair"
			>
				{t.button}
			</Button>
			{isOpen && <CopyDialog fair={fair} onClose={() => setOpen(false)} />}
		</>
	);
}

/** The first such day that is still to come. */
function nextOf(opensMs: number): number {
	const years = Math.max(1, Math.ceil((Date.now() - opensMs) / YEAR_MS));
	return opensMs + years * YEAR_MS;
}

function proposed({ name, opens_ms, timezone }: FairLine, nextMs: number): string {
	return nextName({
		name,
		was: toZoned(opens_ms, timezone).day,
		day: toZoned(nextMs, timezone).day,
		spoken: datesIn(timezone).day(nextMs),
	});
}

function CopyDialog({ fair, onClose }: { readonly fair: FairLine; readonly onClose: () => void }) {
	const t = makingWords.value.copy;
	const [typed, setTyped] = useState(() => toZoned(nextOf(fair.opens_ms), fair.timezone));
	/** Until somebody types one it goes along with the date. */
	const [typedName, setName] = useState<string>();
	const opensMs = fromZoned(typed.day, typed.time, fair.timezone);
	const name = typedName ?? (opensMs === undefined ? fair.name : proposed(fair, opensMs));
	const form = useRef<HTMLFormElement>(null);
	const copy = async () => {
		const result = await call('fair.copy', { fair: fair.id, name, opens_ms: opensMs ?? 0 });
		if (!result.ok) {
			focusField(form.current, result.error);
			return result;
		}
		await comeBackAsOrganiserOf(result.value.fair);
		navigate(`/beheer/${result.value.fair}`);
		return result;
	};
	return (
		<Dialog title={t.title} onClose={onClose} testId="copy-dialog">
			<form ref={form} class="stack" onSubmit={event => event.preventDefault()}>
				<p>{t.text}</p>
				<TextField
					name="name"
					label={makingWords.value.fair.name}
					value={name}
					maxLength={120}
					onChange={setName}
					testId="copy-name"
				/>
				<TextField
					type="date"
					name="opens_ms"
					label={makingWords.value.fair.day}
					value={typed.day}
					onChange={day => setTyped({ ...typed, day })}
					testId="copy-day"
				/>
				<TextField
					type="time"
					label={makingWords.value.fair.from}
					value={typed.time}
					onChange={time => setTyped({ ...typed, time })}
				/>
				<div class="actions">
					<Action look="main" type="submit" run={copy} testId="copy-sure">
						{t.button}
					</Action>
					<Button onClick={onClose}>{setupWords.value.cancel}</Button>
				</div>
			</form>
		</Dialog>
	);
}
