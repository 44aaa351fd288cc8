/*
 * The display on the wall: what everybody in the hall may see, without signing in. It follows the lobby as anybody
 * does, and a topic of its own for the numbers that are called. Nobody's name is in it. Engine thread.
 */
#include "features/handlers.h"
#include "features/live/live_db.h"

#define ID_BITS 52 /* of a number that every client can hold */

enum err resolve_wall(struct db *db, int64_t id, struct object *ret)
{
	*ret = (struct object){ 0 };
	return wall_db_fair(db, id, &ret->fair) || !ret->fair ? ERR_NOT_FOUND : ERR_OK;
}

/* It is all that somebody must know who wants to look: no number of a row, but one by chance. */
static int64_t draw_id(struct cmd *cmd)
{
	uint64_t drawn;

	rng_bytes(&cmd->rng, &drawn, sizeof(drawn));
	return (int64_t)(drawn >> (64 - ID_BITS)) | 1;
}

enum err on_wall_show(struct cmd *cmd, const struct wall_show_args *args, struct wall_show_reply *ret_reply)
{
	int64_t before;
	enum err e = wall_db_of_fair(cmd->db, args->fair, &before);

	ret_reply->wall = before;
	if (e || (before && !args->is_new))
		return e;
	/* Who looks at the one before is told that it shows nothing any more. */
	if (before)
		touch_wall_wall(cmd, before, before);
	ret_reply->wall = draw_id(cmd);
	return fair_set_wall(cmd, args->fair, ret_reply->wall);
}

enum err list_wall_wall(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_wall_wall(const struct view *v, int64_t topic, int64_t key, struct wire_wall *ret, bool *ret_found)
{
	enum err e = wall_db_fair(v->db, key, &ret->fair);

	(void)topic;
	ret->id = key;
	*ret_found = !e && ret->fair;
	return e;
}

enum err list_wall_call(const struct view *v, int64_t topic, struct ids *ret)
{
	int64_t fair;
	enum err e = wall_db_fair(v->db, topic, &fair);

	*ret = (struct ids){ 0 };
	return e || !fair ? e : wall_db_calling(v->db, v->arena, fair, ret);
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
