/*
 * What an organiser writes to who works at a booth: it stands on their desk until one of them has read it, and is
 * mailed where none of them could see it there. Engine thread.
 */
#include "features/handlers.h"
#include "features/live/live_db.h"
#include "features/mail/mail.h"

#define MINUTE_MS INT64_C(60000)
/* More than these nobody reads. */
#define UNREAD_MOST 10
/* How far apart mails about notes come, to one person. */
#define APART_MS (10 * MINUTE_MS)
/* It is about now. */
#define NEWS_MS (60 * MINUTE_MS)

static enum err mail_note(struct cmd *cmd, const struct note *note, bool *ret_is_mailed)
{
	enum mail_mode mode;
	struct booth booth;
	struct ids away;
	enum err e = mail_mode_get(cmd->db, &mode);
	struct mail_draft draft = {
		.fair = note->fair,
		.kind = MAIL_KIND_NOTE,
		.words = WORDS_NOTE,
		.until_ms = cmd->now_ms + NEWS_MS,
		.path = arena_printf(cmd->arena, "/console/%lld", (long long)note->booth),
	};

	if (e || mode == MAIL_MODE_OFF)
		return e;
	e = booth_get(cmd->db, cmd->arena, note->booth, &booth);
	if (!e)
		e = note_db_away(cmd->db, cmd->arena, note->booth, &away);
	if (e)
		return e;
	draft.values[0] = (struct mail_value){ "booth", booth.name, 0 };
	draft.values[1] = (struct mail_value){ "text", note->text, 0 };
	for (size_t i = 0; !e && i < away.n; i++) {
		int64_t n_before = 0;

		draft.account = away.at[i];
		e = mail_count(cmd->db, draft.account, MAIL_KIND_NOTE, cmd->now_ms - APART_MS, &n_before);
		if (e || n_before)
			continue;
		*ret_is_mailed = true;
		e = mail_write(cmd, &draft);
	}
	return e;
}

enum err on_booth_tell(struct cmd *cmd, const struct booth_tell_args *args, struct booth_tell_reply *ret_reply)
{
	struct note note = {
		.id = cmd_id(cmd),
		.fair = cmd->object.fair,
		.booth = args->booth,
		.author = cmd->who.account,
		.at_ms = cmd->now_ms,
		.text = str_trim(args->text),
	};
	int64_t n_unread;
	enum err e = note_db_count(cmd->db, args->booth, &n_unread);

	if (!e && !note.text.len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.text", "more than white space");
	if (!e && n_unread >= UNREAD_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.booth", "a booth with fewer than 10 unread messages");
	ret_reply->note = note.id;
	touch_notes_note(cmd, args->booth, note.id);
	touch_dashboard_needs(cmd, note.fair, note.fair);
	if (!e)
		e = note_db_add(cmd->db, &note);
	return e ? e : mail_note(cmd, &note, &ret_reply->is_mailed);
}

enum err on_note_dismiss(struct cmd *cmd, const struct note_dismiss_args *args, struct note_dismiss_reply *ret_reply)
{
	struct note note = { .id = args->note, .booth = args->booth };
	bool is_there = false;
	enum err e = note_db_is_there(cmd->db, &note, &is_there);

	(void)ret_reply;
	if (e || !is_there)
		return e ? e : ERR_NOT_FOUND;
	touch_notes_note(cmd, args->booth, args->note);
	/* A colleague may have been first. */
	return note_db_read(cmd->db, &note, cmd->who.account, cmd->now_ms);
}

enum err list_notes_note(const struct view *v, int64_t topic, struct ids *ret)
{
	return note_db_unread(v->db, v->arena, topic, ret);
}

enum err read_notes_note(const struct view *v, int64_t topic, int64_t key, struct wire_booth_note *ret,
			 bool *ret_found)
{
	return note_db_get(v->db, v->arena, topic, key, ret, ret_found);
}
