/*
 * Chat: a booth's open chat, and the text beside every call. Messages are text, never markup; they
 * are kept, and nobody's typing is. Engine thread.
 */
#include "features/chat/chat.h"

#include "features/account/account.h"
#include "features/chat/chat_db.h"
#include "features/chat/chat_rules.h"
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/meet.h"
#include "features/safety/safety.h"

enum err resolve_chat(struct db *db, int64_t id, struct object *ret)
{
	return chat_db_resolve(db, id, ret);
}

enum err resolve_message(struct db *db, int64_t id, struct object *ret)
{
	int64_t chat;
	enum err e = chat_db_of(db, id, &chat);

	return e ? e : chat_db_resolve(db, chat, ret);
}

enum err chat_create(struct cmd *cmd, int64_t fair, int64_t booth, int64_t call, int64_t *ret)
{
	*ret = cmd_id(cmd);
	return chat_db_insert(cmd->db, *ret, fair, booth, call);
}

enum err chat_remove(struct cmd *cmd, int64_t chat)
{
	struct ids messages;
	enum err e = chat_db_newest(cmd->db, cmd->arena, chat, &messages);

	if (!e && messages.n)
		return ERR_IN_USE;
	return e ? e : chat_db_remove(cmd->db, chat);
}

/* A booth's chat closes with the doors. The text beside a call outlives it and the evening, until one of the
 * two has other things to read (design §2). */
static enum err may_write(struct cmd *cmd, const struct chat_facts *facts)
{
	bool is_open = false;
	enum err e;

	if (!facts->call)
		return facts->fair_state == FAIR_STATE_CLOSED ? ERR_FAIR_NOT_OPEN : ERR_OK;
	e = meet_text_is_open(cmd->db, facts->call, cmd->now_ms, &is_open);
	return e || is_open ? e : ERR_CHAT_CLOSED;
}

enum err on_chat_post(struct cmd *cmd, const struct chat_post_args *args,
		      struct chat_post_reply *ret_reply)
{
	struct chat_facts facts;
	int64_t message = cmd_id(cmd);
	enum err e;

	if (!chat_says_something(args->text))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.text", "more than white space");
	e = chat_db_facts(cmd->db, cmd->arena, args->chat, cmd->who.account, &facts);
	if (e)
		return e;
	e = may_write(cmd, &facts);
	if (e)
		return e;
	/* Beside a call it is about the two of them, whoever writes. */
	e = safety_may_meet(cmd->db, facts.fair, facts.booth,
			    facts.student ? facts.student : cmd->who.account);
	if (!e && facts.is_visit)
		e = safety_may_write(cmd->db, facts.fair, cmd->who.account);
	if (!e && facts.is_visit)
		e = doors_check(cmd, facts.fair);
	if (e)
		return e;
	e = chat_db_post(cmd->db, message, facts.fair, args->chat, cmd->who.account, facts.is_staff,
			 str_trim(args->text), cmd->now_ms);
	if (!e && facts.is_visit)
		e = meet_visited(cmd, facts.fair, facts.booth, cmd->who.account, true);
	if (e)
		return e;
	touch_chat_message(cmd, args->chat, message);
	ret_reply->message = message;
	return ERR_OK;
}

enum err on_message_hide(struct cmd *cmd, const struct message_hide_args *args,
			 struct message_hide_reply *ret_reply)
{
	bool is_organiser = (cmd->who.roles & (1u << CALLER_ORGANISER)) != 0, is_theirs = false;
	int64_t chat;
	enum err e = chat_db_of(cmd->db, args->message, &chat);

	(void)ret_reply;
	/* What two people write each other beside a talk is theirs. */
	if (!e && !cmd->object.is_open_to_fair)
		e = ERR_WRONG_STATE;
	if (!e && !is_organiser)
		e = chat_db_is_hidden_by_organiser(cmd->db, args->message, &is_theirs);
	if (!e && is_theirs)
		e = ERR_WRONG_STATE;
	if (!e)
		e = chat_db_hide(cmd->db, args->message,
				 !args->is_hidden ? NULL : is_organiser ? "organiser" : "booth");
	cmd->is_back = !args->is_hidden;
	if (!e)
		e = chat_db_author(cmd->db, args->message, &cmd->about);
	touch_chat_message(cmd, chat, args->message);
	return e;
}

enum err chat_author(struct db *db, int64_t message, int64_t *ret)
{
	return chat_db_author(db, message, ret);
}

/* Staff stand there for their employer, by their name; students with an initial, or as no more than a student. */
static enum err show_name(struct db *db, struct arena *a, int64_t chat, int64_t account, int64_t now_ms,
			  struct str *name)
{
	bool is_hidden = false;
	struct chat_student student;
	enum err e = chat_db_student(db, chat, account, &student);

	if (!e && student.booth)
		e = meet_hides_student(db, a, student.booth, account, now_ms, student.is_open, &is_hidden);
	if (!e)
		*name = is_hidden ? STR("Student") : account_short_name(a, *name);
	return e;
}

enum err on_chat_typing(struct cmd *cmd, const struct chat_typing_args *args,
			struct chat_typing_reply *ret_reply)
{
	struct wire_typing typing = { .account = cmd->who.account };
	enum err e = account_name(cmd->db, cmd->arena, cmd->who.account, &typing.name);

	(void)ret_reply;
	if (!e)
		e = show_name(cmd->db, cmd->arena, args->chat, cmd->who.account, cmd->now_ms,
			      &typing.name);
	if (!e)
		publish_chat_typing(cmd, args->chat, &typing);
	return e;
}

enum err chat_look_again(struct cmd *cmd, int64_t chat)
{
	struct ids messages;
	enum err e = chat_db_newest(cmd->db, cmd->arena, chat, &messages);

	for (size_t i = 0; !e && i < messages.n; i++)
		touch_chat_message(cmd, chat, messages.at[i]);
	return e;
}

enum err list_chat_message(const struct view *v, int64_t topic, struct ids *ret)
{
	return chat_db_newest(v->db, v->arena, topic, ret);
}

enum err read_chat_message(const struct view *v, int64_t topic, int64_t key,
			   struct wire_message *ret, bool *ret_found)
{
	enum err e = chat_db_message(v->db, v->arena, key, ret, ret_found);

	if (e || !*ret_found || ret->is_staff)
		return e;
	return show_name(v->db, v->arena, topic, ret->author, v->now_ms, &ret->name);
}
