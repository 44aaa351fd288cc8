import { useState } from 'preact/hooks';
import type { ConsoleLead } from '../../../gen/protocol';
import { staffWords } from '../../../i18n/staff';
import { Empty } from '../../../ui/state';
import { LeadForm } from './lead_form';
import { Move } from './move';
import '../../../ui/field.css';

/** Everybody who queued, booked or talked, the last one spoken first. */
export function Contacts({ leads }: { readonly leads: readonly ConsoleLead[] }) {
	const t = staffWords.value;
	const [text, setText] = useState('');
	const wanted = text.trim().toLocaleLowerCase('nl');
	const shown = leads
		.filter(({ card }) => `${card.name} ${card.programme}`.toLocaleLowerCase('nl').includes(wanted))
		.sort((a, b) => (b.spoken_ms ?? 0) - (a.spoken_ms ?? 0) || b.id - a.id);
	if (leads.length === 0) return <Empty icon="users-round">{t.desk.noContacts}</Empty>;
	return (
		<>
			<div class="field">
				<label for="find-contact">{t.desk.findContact}</label>
				<input
					id="find-contact"
					type="search"
					value={text}
					onInput={event => setText(event.currentTarget.value)}
				/>
			</div>
			<ul class="stack" data-testid="contacts">
				{shown.map(lead => (
					<li key={lead.id}>
						<Contact lead={lead} />
					</li>
				))}
			</ul>
		</>
	);
}

function Contact({ lead }: { readonly lead: ConsoleLead }) {
	const t = staffWords.value.lead;
	const [isOpen, setOpen] = useState(false);
	const facts = [
		t.states[lead.state],
		lead.rating > 0 ? t.ratingOf(lead.rating) : '',
		lead.answer ? t.answers[lead.answer] : '',
		lead.owner_name,
	];
	return (
		<details
			class="card contact"
			data-testid="contact"
			data-state={lead.state}
			onToggle={event => setOpen(event.currentTarget.open)}
		>
			<summary>
				{lead.card.name}
				<span class="meta contact-facts">{facts.filter(Boolean).join(' · ')}</span>
			</summary>
			{isOpen && (
				<div class="stack">
					<LeadForm lead={lead} />
					<Move key={lead.state} lead={lead} />
				</div>
			)}
		</details>
	);
}
