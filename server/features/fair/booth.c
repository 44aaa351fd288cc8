/*
 * Rooms, booths and placements as everybody sees them. What is live about a booth (who is there,
 * who waits) is counted from meet's rows at the moment of asking. Engine thread.
 */
#include "features/fair/booth_db.h"
#include "features/fair/fair.h"
#include "features/handlers.h"
#include "features/meet/meet.h"

enum err resolve_room(struct db *db, int64_t id, struct object *ret)
{
	return booth_db_resolve_room(db, id, ret);
}

enum err resolve_booth(struct db *db, int64_t id, struct object *ret)
{
	return booth_db_resolve(db, id, ret);
}

void booth_touch(struct cmd *cmd, const struct booth *booth)
{
	touch_fair_room(cmd, booth->fair, booth->room);
	touch_room_booth(cmd, booth->room, booth->id);
	touch_booth_booth(cmd, booth->id, booth->id);
	touch_queue_line(cmd, booth->id, booth->id);
	touch_dashboard_room(cmd, booth->fair, booth->room);
	touch_dashboard_needs(cmd, booth->fair, booth->fair);
	if (booth->wall)
		touch_wall_call(cmd, booth->wall, booth->id);
}

enum err list_fair_room(const struct view *v, int64_t topic, struct ids *ret)
{
	return booth_db_rooms(v->db, v->arena, topic, ret);
}

enum err read_fair_room(const struct view *v, int64_t topic, int64_t key,
			struct wire_room_sums *ret, bool *ret_found)
{
	(void)topic;
	return booth_db_room_sums(v->db, v->arena, key, ret, ret_found);
}

enum err list_room_booth(const struct view *v, int64_t topic, struct ids *ret)
{
	return booth_db_booths(v->db, v->arena, topic, ret);
}

enum err read_room_booth(const struct view *v, int64_t topic, int64_t key,
			 struct wire_booth_live *ret, bool *ret_found)
{
	struct meet_live live;
	enum err e = booth_db_live(v->db, v->arena, key, ret, ret_found);

	/* A booth that moved to another room is gone from this one. */
	*ret_found = !e && *ret_found && ret->room == topic;
	if (!e && *ret_found)
		e = meet_live(v, key, &live);
	if (e || !*ret_found)
		return e;
	ret->waiting = live.waiting;
	ret->staffed = live.staffed;
	ret->free = live.free;
	ret->line = live.line;
	ret->has_wait = live.has_wait;
	ret->wait = live.wait;
	return ERR_OK;
}

enum err list_booth_booth(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_booth_booth(const struct view *v, int64_t topic, int64_t key, struct wire_booth *ret,
			  bool *ret_found)
{
	struct meet_live live;
	enum err e = booth_db_page(v->db, v->arena, key, ret, ret_found);

	(void)topic;
	if (!e && *ret_found)
		e = meet_live(v, key, &live);
	if (e || !*ret_found)
		return e;
	ret->waiting = live.waiting;
	ret->staffed = live.staffed;
	ret->free = live.free;
	ret->line = live.line;
	ret->has_wait = live.has_wait;
	ret->wait = live.wait;
	return ERR_OK;
}

enum err list_booth_placement(const struct view *v, int64_t topic, struct ids *ret)
{
	return booth_db_placements(v->db, v->arena, topic, ret);
}

enum err read_booth_placement(const struct view *v, int64_t topic, int64_t key,
			      struct wire_placement *ret, bool *ret_found)
{
	(void)topic;
	return booth_db_placement(v->db, v->arena, key, ret, ret_found);
}
