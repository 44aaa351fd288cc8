import { useState } from 'preact/hooks';
import { Chat } from '../../features/chat/chat';
import { useWalk } from '../../features/fair/walked';
import { Notes } from '../../features/live/notes';
import { Contacts } from '../../features/meet/desk/contacts';
import { useDesk } from '../../features/meet/desk/desk';
import { SeatControls, Team } from '../../features/meet/desk/head';
import { KeysList, useKeys } from '../../features/meet/desk/keys';
import { LineColumn } from '../../features/meet/desk/line_column';
import { MiddleColumn } from '../../features/meet/desk/middle_column';
import { NextButton } from '../../features/meet/desk/next_button';
import { NotePlace } from '../../features/meet/desk/note_place';
import { DeskVoice } from '../../features/meet/desk/voice';
import { isLate } from '../../features/meet/leads/group';
import '../../features/fair/booth.css';
import '../../features/meet/line/line.css';
import '../../features/meet/desk/desk.css';
import { words } from '../../i18n';
import { staffWords } from '../../i18n/staff';
import { partAtBooth } from '../../state/me';
import { minute } from '../../state/time';
import { useTopic } from '../../state/topics';
import { Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Pending } from '../../ui/state';

type Sheet = 'contacts' | 'chat' | 'keys';

/** The desk: who waits on the left, the talk in the middle, what comes of it on the right. */
export function ConsolePage({ id }: { readonly id: number }) {
	const t = staffWords.value;
	const desk = useDesk(id);
	const booth = useTopic('booth', id).table('booth').value.get(id);
	const [sheet, setSheet] = useState<Sheet>();
	const [isHeadOpen, setHeadOpen] = useState(false);
	useWalk(booth?.fair);
	useKeys();
	const close = () => setSheet(undefined);
	const late = desk.leads.filter(lead => isLate(lead, minute.value)).length;
	return (
		<Page
			title={booth?.name ?? words.value.shell.console}
			isWide
			testId="console"
			aside={
				<>
					<button
						type="button"
						class="button desk-more"
						aria-expanded={isHeadOpen}
						aria-controls="desk-head"
						data-testid="desk-more"
						onClick={() => setHeadOpen(!isHeadOpen)}
					>
						<Icon name="ellipsis" />
						{t.desk.more}
					</button>
					<div class="desk-head" id="desk-head">
						<Team seats={desk.seats} />
						<div class="actions">
							{partAtBooth(id)?.role === 'manager' && (
								<a class="button" href={`/inrichten/${id}`} data-testid="open-setup">
									<Icon name="pencil" />
									{t.desk.setup}
								</a>
							)}
							<a class="button" href={`/console/${id}/opvolgen`} data-testid="to-board">
								<Icon name="briefcase" />
								{t.desk.followUp(late)}
							</a>
							<Button
								icon="list-checks"
								onClick={() => setSheet('contacts')}
								testId="open-contacts"
							>
								{t.desk.contacts(desk.leads.length)}
							</Button>
							<Button icon="message-circle" onClick={() => setSheet('chat')} testId="open-chat">
								{t.desk.chat}
							</Button>
							<Button icon="keyboard" onClick={() => setSheet('keys')} label={t.desk.keys} />
							<SeatControls desk={desk} />
						</div>
					</div>
				</>
			}
		>
			<Notes booth={id} />
			<Pending of={desk.topic} />
			{desk.topic.isReady.value && !desk.topic.refusal.value && (
				<div class="desk" data-seat={desk.seat?.state ?? 'none'} data-testid="desk">
					<DeskVoice desk={desk} />
					<LineColumn desk={desk} />
					<MiddleColumn desk={desk} />
					<div class="desk-right stack">
						<NotePlace desk={desk} />
						<NextButton desk={desk} />
					</div>
				</div>
			)}
			{sheet === 'contacts' && (
				<Dialog isSheet title={t.desk.contactsTitle} onClose={close} testId="contacts-sheet">
					<Contacts leads={desk.leads} />
				</Dialog>
			)}
			{sheet === 'chat' && booth && (
				<Dialog isSheet title={t.desk.chat} onClose={close} testId="chat-sheet">
					<Chat chat={booth.chat} title={t.desk.chat} isTitleHidden />
				</Dialog>
			)}
			{sheet === 'keys' && (
				<Dialog title={t.desk.keys} onClose={close}>
					<KeysList />
				</Dialog>
			)}
		</Page>
	);
}
