/*
 * The display on the wall: what everybody in the hall may see, without signing in. It follows the lobby as anybody
 * does, and a topic of its own for the numbers that are called. Nobody's name is in it. Engine thread.
 */
#include "features/handlers.h"
#include "features/live/live_db.h"

#define TOKEN_BYTES 16
#define ID_BITS 52 /* of a number that every client can hold */

enum err resolve_wall(struct db *db, int64_t id, struct object *ret)
{
	struct wall wall;
	enum err e = wall_db_by_id(db, id, &wall);

	if (e || !wall.id)
		return e ? e : ERR_NOT_FOUND;
	*ret = (struct object){ .fair = wall.fair };
	return ERR_OK;
}

/* Its topic can be asked for by whoever knows its number, so that is drawn, and not the next one. */
static int64_t draw_id(struct cmd *cmd)
{
	uint64_t drawn;

	rng_bytes(&cmd->rng, &drawn, sizeof(drawn));
	return (int64_t)(drawn >> (64 - ID_BITS)) | 1;
}

static enum err make(struct cmd *cmd, struct wall *wall)
{
	enum err e;

	/* Who looks at the one before is told that it shows nothing any more. */
	if (wall->id)
		touch_wall_wall(cmd, wall->id, wall->id);
	wall->id = draw_id(cmd);
	wall->token = cmd_token(cmd, TOKEN_BYTES);
	e = wall_db_set(cmd->db, wall);
	return e ? e : fair_set_wall(cmd, wall->fair, wall->id);
}

enum err on_wall_show(struct cmd *cmd, const struct wall_show_args *args, struct wall_show_reply *ret_reply)
{
	struct wall wall;
	enum err e = wall_db_of_fair(cmd->db, cmd->arena, args->fair, &wall);

	wall.fair = args->fair;
	if (!e && (!wall.id || args->is_new))
		e = make(cmd, &wall);
	ret_reply->token = wall.token;
	return e;
}

enum err on_wall_find(struct cmd *cmd, const struct wall_find_args *args, struct wall_find_reply *ret_reply)
{
	struct wall wall;
	enum err e = wall_db_by_token(cmd->db, args->token, &wall);

	ret_reply->wall = (struct wire_wall){ wall.id, wall.fair };
	return e || wall.id ? e : ERR_LINK_INVALID;
}

enum err list_wall_wall(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_wall_wall(const struct view *v, int64_t topic, int64_t key, struct wire_wall *ret, bool *ret_found)
{
	struct wall wall;
	enum err e = wall_db_by_id(v->db, key, &wall);

	(void)topic;
	*ret_found = !e && wall.id;
	*ret = (struct wire_wall){ wall.id, wall.fair };
	return e;
}

enum err list_wall_call(const struct view *v, int64_t topic, struct ids *ret)
{
	struct wall wall;
	enum err e = wall_db_by_id(v->db, topic, &wall);

	*ret = (struct ids){ 0 };
	return e || !wall.id ? e : wall_db_calling(v->db, v->arena, wall.fair, ret);
}

enum err read_wall_call(const struct view *v, int64_t topic, int64_t key, struct wire_wall_call *ret, bool *ret_found)
{
	struct booth booth;
	enum err e = booth_get(v->db, v->arena, key, &booth);

	*ret_found = false;
	/* One that was replaced shows nothing. */
	if (e || booth.wall != topic)
		return e;
	*ret = (struct wire_wall_call){ .id = key, .booth_name = booth.name, .room = booth.room };
	e = wall_db_numbers(v->db, v->arena, key, &ret->numbers, &ret->n_numbers);
	*ret_found = !e && ret->n_numbers;
	return e;
}
