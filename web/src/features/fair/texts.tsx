import type { FairTexts } from '../../gen/protocol';
import { locale } from '../../i18n';
import { textsWords } from '../../i18n/texts';

/** What a fair says in words of its own. Who reads English gets what there is, Dutch where it must be. */
export function FairWords({ texts }: { readonly texts: FairTexts }) {
	const t = textsWords.value;
	const isEnglish = locale.value === 'en';
	const pick = (dutch: string, english: string): [string, 'nl' | 'en'] =>
		isEnglish && english ? [english, 'en'] : dutch ? [dutch, 'nl'] : [english, 'en'];
	const [welcome, welcomeLang] = pick(texts.welcome, texts.welcome_en);
	const [privacy, privacyLang] = pick(texts.privacy, texts.privacy_en);
	const programmes = (
		<p>
			<a href={`/opleidingen/${texts.id}`} data-testid="to-programmes">
				{t.programmes}
			</a>
		</p>
	);
	if (!welcome && !privacy) return programmes;
	return (
		<section class="stack" data-testid="fair-texts">
			<h2>{t.title}</h2>
			{programmes}
			{welcome && (
				<p class="prose fair-text" lang={welcomeLang}>
					{welcome}
				</p>
			)}
			{privacy && (
				<details>
					<summary>{t.privacy}</summary>
					<p class="prose fair-text" lang={privacyLang}>
						{privacy}
					</p>
				</details>
			)}
		</section>
	);
}
