import type { Card } from '../../../gen/protocol';
import { words } from '../../../i18n';
import { factsWords } from '../../../i18n/facts';
import './card.css';

/** A student's card: what they can do and still want to learn. */
export function StudentCard({ card }: { readonly card: Card }) {
	const t = factsWords.value;
	return (
		<section class="card stack student-card" data-testid="student-card">
			<h2>{card.name}</h2>
			<Facts look="card-facts" facts={[[t.follows, studies(card)], ...moreFacts(card)]} />
			<Skills title={t.can} items={card.can} />
			<Skills title={t.learn} items={card.learn} />
		</section>
	);
}

type Fact = readonly [name: string, value: string];

export function studies({ programme, level }: Card): string {
	return [programme, level && words.value.levels[level]].filter(Boolean).join(', ');
}

export function moreFacts(card: Card): readonly Fact[] {
	const t = factsWords.value;
	return [
		[t.looksFor, card.looking_for],
		[t.school, card.school],
		[t.area, card.area],
		[t.period, card.period],
		[t.about, card.about],
	];
}

interface FactsProps {
	readonly look: 'ticket-facts' | 'card-facts';
	readonly facts: readonly Fact[];
}

export function Facts({ look, facts }: FactsProps) {
	return (
		<dl class={look}>
			{facts.map(
				([name, value]) =>
					value && (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					),
			)}
		</dl>
	);
}

export function Skills({
	title,
	items,
}: {
	readonly title: string;
	readonly items: readonly string[];
}) {
	if (items.length === 0) return null;
	return (
		<div>
			<h3 class="skills-title">{title}</h3>
			<ul class="bullets">
				{items.map(item => (
					<li key={item}>{item}</li>
				))}
			</ul>
		</div>
	);
}
