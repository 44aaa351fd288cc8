/*
 * What an organiser writes to who works at a booth: it stands on their desk until one of them has read it. Engine
 * thread.
 */
#include "features/handlers.h"
#include "features/live/live_db.h"

/* More than these nobody reads. */
#define UNREAD_MOST 10

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
	return e ? e : note_db_add(cmd->db, &note);
}

enum err on_note_dismiss(struct cmd *cmd, const struct note_dismiss_args *args, struct note_dismiss_reply *ret_reply)
{
	struct note note = { .id = args->note, .booth = args->booth };

	(void)ret_reply;
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
