import { useRef, useState } from 'preact/hooks';
import { announce } from '../../app/announcer';
import type { Exhibitor, ExhibitorDraft, RoomSums } from '../../gen/protocol';
import { exhibitorWords } from '../../i18n/exhibitor';
import { setupWords } from '../../i18n/setup';
import type { Result } from '../../net/wire';
import { call, serverNowMs } from '../../state/client';
import { useTopic } from '../../state/topics';
import { Action, Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { focusField, SelectField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Empty, Pending } from '../../ui/state';
import { LanguageField } from '../account/language_field';
import { useMailMode } from '../mail/mode';
import { ExhibitorFields, freshIn } from './form';
import { AskHere, Requests } from './requests';
import { ExhibitorRow } from './row';
import { chooses, type Filter, isUninvited, mayRemind } from './state';
import './exhibitor.css';

const FILTERS: readonly Filter[] = ['all', 'lacking', 'uninvited', 'absent'];

/** The employers of a fair: how far each is, and who is invited and reminded. */
export function EmployersPage({ fair }: { readonly fair: number }) {
	const t = exhibitorWords.value;
	const topic = useTopic('exhibitors', fair);
	const rooms = [...useTopic('fair', fair).table('room').value.values()].sort(
		(a, b) => a.position - b.position,
	);
	const mode = useMailMode();
	const [filter, setFilter] = useState<Filter>('all');
	const all = [...topic.table('exhibitor').value.values()].sort((a, b) =>
		a.name.localeCompare(b.name, 'nl'),
	);
	const shown = all.filter(one => chooses(filter, one));
	return (
		<Page
			title={t.title}
			isWide
			testId="employers"
			above={
				<a class="back" href={`/beheer/${fair}`}>
					<Icon name="arrow-left" />
					{t.toFair}
				</a>
			}
		>
			<Requests fair={fair} requests={[...topic.table('request').value.values()]} rooms={rooms} />
			<section class="card stack">
				{all.length > 0 && (
					<p data-testid="employers-ready">
						{t.summary(all.filter(({ lacks }) => lacks.length === 0).length, all.length)}
					</p>
				)}
				{mode === 'off' && <Empty icon="info">{t.noMails}</Empty>}
				<div class="actions">
					<a class="button" href={`/beheer/${fair}/bedrijven/inlezen`} data-testid="read-list-link">
						<Icon name="plus" />
						<span class="button-text">{t.read}</span>
					</a>
					<Add fair={fair} rooms={rooms} />
					{mode !== undefined && mode !== 'off' && <ForAll fair={fair} all={all} />}
				</div>
				{!topic.isReady.value && <Pending of={topic} />}
				{topic.isReady.value && all.length === 0 && <Empty icon="briefcase">{t.none}</Empty>}
				{all.length > 0 && (
					<div class="exhibitor-filter">
						<SelectField<Filter>
							label={t.filter}
							value={filter}
							options={FILTERS.map(value => ({ value, text: t.filters[value] }))}
							onChange={setFilter}
							testId="employers-filter"
						/>
					</div>
				)}
				{all.length > 0 && shown.length === 0 && <p>{t.nobody}</p>}
				<ul class="exhibitors">
					{shown.map(one => (
						<ExhibitorRow key={one.id} exhibitor={one} rooms={rooms} mode={mode} />
					))}
				</ul>
				<AskHere fair={fair} />
			</section>
		</Page>
	);
}

/** One press for everybody: who was not invited, and who still lacks something. */
function ForAll({ fair, all }: { readonly fair: number; readonly all: readonly Exhibitor[] }) {
	const t = exhibitorWords.value;
	const now = serverNowMs();
	const uninvited = all.filter(isUninvited).length;
	const due = all.filter(one => !isUninvited(one) && mayRemind(one, now)).length;
	const tell = (result: Result<{ mailed: number }>) => {
		if (result.ok) announce(t.mailed(result.value.mailed));
		return result;
	};
	return (
		<>
			{uninvited > 0 && (
				<Action
					look="main"
					icon="send"
					run={() => call('exhibitor.invite_all', { fair }).then(tell)}
					testId="invite-all"
				>
					{t.inviteAll(uninvited)}
				</Action>
			)}
			{due > 0 && (
				<Action
					icon="bell-ring"
					run={() => call('exhibitor.remind_all', { fair }).then(tell)}
					testId="remind-all"
				>
					{t.remindAll(due)}
				</Action>
			)}
		</>
	);
}

function Add({ fair, rooms }: { readonly fair: number; readonly rooms: readonly RoomSums[] }) {
	const t = exhibitorWords.value;
	const [draft, setDraft] = useState<ExhibitorDraft>();
	const form = useRef<HTMLFormElement>(null);
	const close = () => setDraft(undefined);
	const save = async () => {
		const result = await call('exhibitor.add', { fair, draft: draft ?? freshIn(rooms) });
		if (!result.ok) focusField(form.current, result.error);
		return result;
	};
	return (
		<>
			<Button icon="plus" onClick={() => setDraft(freshIn(rooms))} testId="add-employer">
				{t.add}
			</Button>
			{draft && (
				<Dialog title={t.add} onClose={close} testId="employer-dialog">
					{rooms.length === 0 ? (
						<Empty icon="map">{t.form.noRooms}</Empty>
					) : (
						<form ref={form} class="stack" noValidate onSubmit={event => event.preventDefault()}>
							<ExhibitorFields rooms={rooms} draft={draft} onChange={setDraft} />
							<LanguageField
								value={draft.locale ?? 'nl'}
								onChange={locale => setDraft({ ...draft, locale })}
							/>
							<div class="actions">
								<Action look="main" type="submit" run={save} onDone={close} testId="save-employer">
									{setupWords.value.save}
								</Action>
								<Button onClick={close}>{setupWords.value.cancel}</Button>
							</div>
						</form>
					)}
				</Dialog>
			)}
		</>
	);
}
