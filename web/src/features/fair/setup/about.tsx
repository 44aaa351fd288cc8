import { useState } from 'preact/hooks';
import { announce } from '../../../app/announcer';
import { longest } from '../../../gen/longest';
import type { Booth, Locale } from '../../../gen/protocol';
import { setupWords } from '../../../i18n/setup';
import { call } from '../../../state/client';
import { Action } from '../../../ui/action';
import { NumberField, TextField } from '../../../ui/field';

const MINUTE_MS = 60_000;

/** What a booth says of itself, as its manager writes it. */
export function AboutForm({ booth }: { readonly booth: Booth }) {
	const t = setupWords.value.about;
	const [tagline, setTagline] = useState(booth.tagline);
	const [about, setAbout] = useState(booth.about);
	const [city, setCity] = useState(booth.city);
	const [talk, setTalk] = useState(booth.talk_ms / MINUTE_MS);
	const [languages, setLanguages] = useState(booth.languages);
	const toggle = (one: Locale) =>
		setLanguages(
			languages.includes(one) ? languages.filter(other => other !== one) : [...languages, one],
		);
	const save = () =>
		call('booth.save', { booth: booth.id, tagline, about, city, languages, talk_minutes: talk });
	return (
		<form class="card stack" data-testid="about-form" onSubmit={event => event.preventDefault()}>
			<h2>{t.title}</h2>
			<TextField
				label={t.tagline}
				hint={t.taglineHint}
				value={tagline}
				maxLength={longest['booth.save'].tagline}
				onChange={setTagline}
				testId="tagline"
			/>
			<TextField
				label={t.about}
				rows={6}
				value={about}
				maxLength={longest['booth.save'].about}
				onChange={setAbout}
			/>
			<div class="field-row">
				<TextField
					label={t.city}
					value={city}
					maxLength={longest['booth.save'].city}
					onChange={setCity}
				/>
				<NumberField label={t.talk} value={talk} min={1} max={60} onChange={setTalk} />
			</div>
			<fieldset class="checks">
				<legend>{t.languages}</legend>
				{(['nl', 'en'] as const).map(one => (
					<label key={one} class="check">
						<input type="checkbox" checked={languages.includes(one)} onChange={() => toggle(one)} />
						{t.names[one]}
					</label>
				))}
			</fieldset>
			<div class="actions">
				<Action
					look="main"
					type="submit"
					run={save}
					onDone={() => announce(setupWords.value.saved)}
					testId="save-about"
				>
					{setupWords.value.save}
				</Action>
			</div>
		</form>
	);
}
