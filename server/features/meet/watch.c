/*
 * "Tell me when you are back": students who want to know when a booth's line takes walk-ins again.
 * The item shows how the line is now; the page says so when that turns. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

enum err on_booth_watch(struct cmd *cmd, const struct booth_watch_args *args,
			struct booth_watch_reply *ret_reply)
{
	(void)ret_reply;
	touch_me_watch(cmd, cmd->who.account, args->booth);
	return watch_db_add(cmd->db, cmd->object.fair, args->booth, cmd->who.account, cmd->now_ms);
}

enum err watch_end(struct cmd *cmd, int64_t booth, int64_t student)
{
	touch_me_watch(cmd, student, booth);
	return watch_db_remove(cmd->db, booth, student);
}

enum err on_booth_unwatch(struct cmd *cmd, const struct booth_unwatch_args *args,
			  struct booth_unwatch_reply *ret_reply)
{
	(void)ret_reply;
	return watch_end(cmd, args->booth, cmd->who.account);
}

enum err list_me_watch(const struct view *v, int64_t topic, struct ids *ret)
{
	return watch_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_watch(const struct view *v, int64_t topic, int64_t key, struct wire_watch *ret,
		       bool *ret_found)
{
	struct booth booth;
	struct meet_live live;
	enum err e = watch_db_is(v->db, key, topic, ret_found);

	if (e || !*ret_found)
		return e;
	e = booth_get(v->db, v->arena, key, &booth);
	if (!e)
		e = meet_live(v, key, &live);
	if (!e)
		*ret = (struct wire_watch){ .id = key, .booth_name = booth.name, .line = live.line };
	return e;
}
