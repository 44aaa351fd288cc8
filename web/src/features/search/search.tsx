import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SearchHit, SearchPiece } from '../../gen/protocol';
import { named, words } from '../../i18n';
import { meetWords } from '../../i18n/meet';
import { searchWords } from '../../i18n/search';
import { Failure } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { type Found, useHits } from './use_hits';
import './search.css';

/** As the server has it. */
const MOST = 80;
const kinds = ['booth', 'placement', 'programme'] as const;

/** What was typed last and where: it is there still for who comes back from what was found. */
const typed = signal({ fair: 0, text: '' });

/** Finds what the fair publishes while one types; a list of links under a field. */
export function Search({ fair }: { readonly fair: number }) {
	const t = searchWords.value;
	const input = useRef<HTMLInputElement>(null);
	const text = typed.value.fair === fair ? typed.value.text : '';
	const type = (next: string) => {
		typed.value = { fair, text: next };
	};
	const found = useHits(fair, text.trim());
	useSlash(input);
	return (
		<search class="finder">
			<label class="search">
				<Icon name="search" />
				<span class="visually-hidden">{t.label}</span>
				<input
					ref={input}
					type="search"
					placeholder={t.label}
					value={text}
					maxLength={MOST}
					autocomplete="off"
					spellcheck={false}
					enterkeyhint="search"
					aria-keyshortcuts="/"
					data-testid="search"
					onInput={event => type(event.currentTarget.value)}
					onKeyDown={event => {
						if (event.key === 'Escape') type('');
					}}
				/>
			</label>
			<p class="meta" role="status" data-testid="search-count">
				{found && !found.error && (found.hits.length ? t.found(found.hits.length) : t.none)}
			</p>
			<Failure error={found?.error} />
			{found && <Hits found={found} />}
		</search>
	);
}

function Hits({ found }: { readonly found: Found }) {
	const t = searchWords.value;
	if (found.hits.length === 0)
		return found.error ? null : <p data-testid="search-none">{t.tryThis}</p>;
	return (
		<>
			{kinds.map(kind => {
				const hits = found.hits.filter(hit => hit.kind === kind);
				return (
					hits.length > 0 && (
						<section key={kind} class="stack">
							<h2 class="search-kind">{t.kinds[kind]}</h2>
							<ul class="search-hits">
								{hits.map(hit => (
									<li key={hit.id}>
										<Hit hit={hit} />
									</li>
								))}
							</ul>
						</section>
					)
				);
			})}
		</>
	);
}

function Hit({ hit }: { readonly hit: SearchHit }) {
	const { piece } = hit;
	const room = named({ name: hit.room, name_en: hit.room_en });
	const where = [
		hit.booth_name && searchWords.value.at(hit.booth_name),
		room,
		hit.school,
		hit.level && words.value.levels[hit.level],
	];
	return (
		<a class="search-hit" href={pathOf(hit)} data-testid="search-hit" data-kind={hit.kind}>
			<strong>{piece?.is_title ? <Piece of={piece} /> : hit.title}</strong>
			<span class="meta">{where.filter(Boolean).join(' · ')}</span>
			{piece && !piece.is_title && (
				<span class="meta">
					<Piece of={piece} />
				</span>
			)}
			{hit.reasons.length > 0 && (
				<span class="meta search-fit">{meetWords.value.quiet.because(hit.reasons, hit.learn)}</span>
			)}
		</a>
	);
}

function Piece({ of: { before, word, after } }: { readonly of: SearchPiece }) {
	return (
		<>
			{before}
			<mark>{word}</mark>
			{after}
		</>
	);
}

const pathOf = ({ kind, id, booth }: SearchHit): string =>
	kind === 'programme' ? `/opleiding/${id}` : `/stand/${booth ?? id}`;

/** "/" leads to the field, from when it is to be seen, where there is a keyboard and nobody types elsewhere. */
function useSlash(input: { readonly current: HTMLInputElement | null }) {
	useLayoutEffect(() => {
		const press = (event: KeyboardEvent) => {
			const isTyping =
				event.target instanceof Element &&
				event.target.closest('input, textarea, select, dialog, [contenteditable]');
			if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			input.current?.focus();
		};
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	}, [input]);
}
