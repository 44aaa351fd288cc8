import { useEffect, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import type { Programme } from '../../gen/protocol';
import { words } from '../../i18n';
import { programmeWords } from '../../i18n/programmes';
import type { WireError } from '../../net/wire';
import { call } from '../../state/client';
import { Button, Failure } from '../../ui/action';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Sure } from '../../ui/sure';
import { useWalk } from '../fair/walked';
import { ProgrammeForm } from './form';
import './programmes.css';

/** What an employer reads about a programme: what its students must learn, when, and whom to call. */
export function ProgrammePage({ id }: { readonly id: number }) {
	const t = programmeWords.value;
	const [programme, setProgramme] = useState<Programme>();
	const [error, setError] = useState<WireError>();
	const look = async () => {
		const result = await call('programme.show', { programme: id });
		if (result.ok) setProgramme(result.value.programme);
		setError(result.ok ? undefined : result.error);
	};
	useEffect(() => void look(), [id]);
	useWalk(programme?.fair);
	if (!programme) {
		return (
			<Page title={t.title}>
				<Failure error={error} />
			</Page>
		);
	}
	const { draft } = programme;
	const facts = [
		words.value.levels[draft.level],
		programme.school_name,
		draft.code && t.code(draft.code),
		t.places(programme.places),
	];
	return (
		<Page
			title={draft.name}
			testId="programme"
			above={
				<a class="back" href={`/opleidingen/${programme.fair}`}>
					<Icon name="arrow-left" />
					{t.back}
				</a>
			}
			aside={<p class="meta">{facts.filter(Boolean).join(' · ')}</p>}
		>
			{programme.is_mine && <Edit programme={programme} onDone={() => void look()} />}
			<Part title={t.about} text={draft.about} />
			<Part title={t.requirements} text={draft.requirements} />
			<Part title={t.periods} text={draft.periods} />
			{draft.processes.length > 0 && (
				<section class="stack" data-testid="programme-teaches">
					<h2>{t.processes}</h2>
					<ul class="bullets">
						{draft.processes.map(({ code, name }) => (
							<li key={code}>
								{name} <span class="meta">{code}</span>
							</li>
						))}
					</ul>
				</section>
			)}
			<Contact programme={programme} />
		</Page>
	);
}

function Part({ title, text }: { readonly title: string; readonly text: string }) {
	return (
		<section class="stack">
			<h2>{title}</h2>
			{text ? (
				<p class="prose programme-text">{text}</p>
			) : (
				<p class="meta">{programmeWords.value.nothing}</p>
			)}
		</section>
	);
}

function Contact({ programme }: { readonly programme: Programme }) {
	const { contact_name, contact_email, contact_phone } = programme.draft;
	if (!contact_name && !contact_email && !contact_phone) return null;
	return (
		<section class="card stack" data-testid="programme-contact">
			<h2>{programmeWords.value.contact}</h2>
			{contact_name && <p>{[contact_name, programme.school_name].join(', ')}</p>}
			{contact_email && (
				<p>
					<a href={`mailto:${contact_email}`}>{contact_email}</a>
				</p>
			)}
			{contact_phone && (
				<p>
					<a href={`tel:${contact_phone.replace(/[^+\d]/g, '')}`}>{contact_phone}</a>
				</p>
			)}
		</section>
	);
}

interface EditProps {
	readonly programme: Programme;
	readonly onDone: () => void;
}

function Edit({ programme, onDone }: EditProps) {
	const t = programmeWords.value;
	const [asks, setAsks] = useState<'edit' | 'remove'>();
	const close = () => setAsks(undefined);
	if (asks === 'remove') {
		return (
			<Sure
				question={t.removeSure(programme.draft.name)}
				yes={t.remove}
				no={t.cancel}
				run={() => call('programme.remove', { programme: programme.id })}
				onDone={() => navigate(`/opleidingen/${programme.fair}`)}
				onNo={close}
				testId="remove-programme"
			/>
		);
	}
	return (
		<div class="actions">
			<Button icon="pencil" onClick={() => setAsks('edit')} testId="edit-programme">
				{t.edit}
			</Button>
			<Button icon="x" onClick={() => setAsks('remove')} testId="remove-programme">
				{t.remove}
			</Button>
			{asks === 'edit' && (
				<ProgrammeForm
					fair={programme.fair}
					programme={programme}
					onClose={close}
					onDone={() => {
						close();
						onDone();
					}}
				/>
			)}
		</div>
	);
}
