/*
 * What an organiser tells people while a fair goes on: to everybody, to a room or to a role, in both languages.
 * It stands until it is taken back. What is for staff travels by a topic of theirs. Engine thread.
 */
#include "features/announcements/announcements.h"

#include "features/announcements/announcements_db.h"
#include "features/fair/fair.h"
#include "features/handlers.h"

/* Nobody reads more; and who comes in gets all that stand. */
#define STANDING_MOST 10

static bool is_for_crew(enum audience audience)
{
	return audience == AUDIENCE_EXHIBITORS || audience == AUDIENCE_COORDINATORS;
}

/* Both topics: what is not for one of them is not there for its followers. */
static void touch(struct cmd *cmd, int64_t fair, int64_t id)
{
	touch_notices_announcement(cmd, fair, id);
	touch_crew_announcement(cmd, fair, id);
}

static enum err check_room(struct cmd *cmd, const struct announcement_post_args *args)
{
	struct object room = { 0 };
	enum err e = args->has_room ? resolve_room(cmd->db, args->room, &room) : ERR_OK;

	if (args->has_room && (e == ERR_NOT_FOUND || (!e && room.fair != args->fair)))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.room", "a room of this fair");
	return e;
}

enum err on_announcement_post(struct cmd *cmd, const struct announcement_post_args *args,
			      struct announcement_post_reply *ret_reply)
{
	struct ids standing;
	bool is_over;
	enum err e = fair_is_over(cmd->db, args->fair, &is_over);

	if (!str_trim(args->text).len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.text", "more than white space");
	if (!str_trim(args->text_en).len)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.text_en", "more than white space");
	if (!e && is_over)
		return ERR_WRONG_STATE;
	if (!e)
		e = check_room(cmd, args);
	if (!e)
		e = announcement_db_standing(cmd->db, cmd->arena, args->fair, &standing);
	if (!e && standing.n >= STANDING_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.fair",
				  "a fair with fewer than 10 that stand: take one back");
	ret_reply->announcement = cmd_id(cmd);
	if (!e)
		e = announcement_db_add(cmd->db, ret_reply->announcement, args, cmd->now_ms);
	touch(cmd, args->fair, ret_reply->announcement);
	return e;
}

enum err on_announcement_take_back(struct cmd *cmd, const struct announcement_take_back_args *args,
				   struct announcement_take_back_reply *ret_reply)
{
	(void)ret_reply;
	touch(cmd, args->fair, args->announcement);
	return announcement_db_take_back(cmd->db, args->fair, args->announcement);
}

enum err announcements_end(struct cmd *cmd, int64_t fair)
{
	struct ids standing;
	enum err e = announcement_db_standing(cmd->db, cmd->arena, fair, &standing);

	for (size_t i = 0; !e && i < standing.n; i++) {
		touch(cmd, fair, standing.at[i]);
		e = announcement_db_take_back(cmd->db, fair, standing.at[i]);
	}
	return e;
}

static enum err read_for(const struct view *v, bool crew, int64_t key, struct wire_announcement *ret,
			 bool *ret_found)
{
	enum err e = announcement_db_get(v->db, v->arena, key, ret, ret_found);

	*ret_found = !e && *ret_found && is_for_crew(ret->audience) == crew;
	return e;
}

enum err list_notices_announcement(const struct view *v, int64_t topic, struct ids *ret)
{
	return announcement_db_told(v->db, v->arena, topic, false, ret);
}

enum err read_notices_announcement(const struct view *v, int64_t topic, int64_t key,
				   struct wire_announcement *ret, bool *ret_found)
{
	(void)topic;
	return read_for(v, false, key, ret, ret_found);
}

enum err list_crew_announcement(const struct view *v, int64_t topic, struct ids *ret)
{
	return announcement_db_told(v->db, v->arena, topic, true, ret);
}

enum err read_crew_announcement(const struct view *v, int64_t topic, int64_t key,
				struct wire_announcement *ret, bool *ret_found)
{
	(void)topic;
	return read_for(v, true, key, ret, ret_found);
}
