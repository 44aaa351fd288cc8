/*
 * The organisers' dashboard: what is live in each room, places, what is needed now, and how the evening went so far.
 * All of it is counted from the rows of others at the moment of showing, once for all who follow; kept is only a
 * point a minute. Engine thread.
 */
#include "features/live/live.h"

#include "features/handlers.h"
#include "features/live/live_db.h"

#define MINUTE_MS (60 * INT64_C(1000))
/* A fair that is left open keeps its newest hours. */
#define POINTS_MS (10 * 60 * MINUTE_MS)

/* ---- as time passes ---- */

static struct wire_live_point point_of(const struct live_state *state)
{
	struct wire_live_point point = { 0 };

	for (size_t i = 0; i < state->n; i++) {
		point.waiting += state->booths[i].waiting;
		point.talking += state->booths[i].talking;
	}
	return point;
}

static enum err keep_point(struct cmd *cmd, int64_t fair, int64_t at_ms)
{
	struct live_state state;
	struct wire_live_point point;
	struct wire_room_places *places;
	struct ids old;
	size_t n = 0;
	enum err e = live_db_state(cmd->db, cmd->arena, fair, cmd->now_ms, &state);

	if (!e)
		e = live_db_places(cmd->db, cmd->arena, fair, &places, &n);
	if (!e)
		e = point_db_before(cmd->db, cmd->arena, fair, at_ms - POINTS_MS, &old);
	if (e)
		return e;
	point = point_of(&state);
	point.id = at_ms;
	for (size_t i = 0; i < n; i++)
		point.placed += places[i].placed;
	touch_dashboard_point(cmd, fair, at_ms);
	for (size_t i = 0; i < old.n; i++)
		touch_dashboard_point(cmd, fair, old.at[i]);
	e = point_db_add(cmd->db, fair, &point);
	return e || !old.n ? e : point_db_forget(cmd->db, fair, at_ms - POINTS_MS);
}

enum err live_time_passed(struct cmd *cmd, int64_t fair)
{
	int64_t at_ms = cmd->now_ms - cmd->now_ms % MINUTE_MS, newest_ms;
	enum err e = point_db_newest(cmd->db, fair, &newest_ms);

	touch_dashboard_needs(cmd, fair, fair);
	return e || newest_ms >= at_ms ? e : keep_point(cmd, fair, at_ms);
}

/* ---- what is shown ---- */

/* All items look at the same booths: they are counted once for those that are shown together. */
static enum err state_of(const struct view *v, int64_t fair, const struct live_state **ret)
{
	static const char KIND;
	struct live_state *made;
	enum err e;

	*ret = view_recall(v, &KIND, fair);
	if (*ret)
		return ERR_OK;
	made = arena_alloc(view_keep(v), sizeof(*made));
	e = live_db_state(v->db, view_keep(v), fair, v->now_ms, made);
	if (!e)
		view_remember(v, &KIND, fair, made);
	*ret = made;
	return e;
}

enum err list_dashboard_room(const struct view *v, int64_t topic, struct ids *ret)
{
	return live_db_rooms(v->db, v->arena, topic, ret);
}

static void count_booth(const struct live_booth *b, struct wire_live_room *ret)
{
	ret->booths++;
	ret->staffed += b->staffed > 0;
	ret->idle += live_is_idle(b);
	ret->talking += b->talking;
	ret->waiting += b->waiting;
	if (b->oldest_ms && (!ret->has_oldest_ms || b->oldest_ms < ret->oldest_ms)) {
		ret->has_oldest_ms = true;
		ret->oldest_ms = b->oldest_ms;
	}
}

enum err read_dashboard_room(const struct view *v, int64_t topic, int64_t key, struct wire_live_room *ret,
			     bool *ret_found)
{
	const struct live_state *state;
	enum err e = live_db_room(v->db, topic, key, ret_found);

	if (e || !*ret_found)
		return e;
	e = state_of(v, topic, &state);
	if (e)
		return e;
	*ret = (struct wire_live_room){ .id = key };
	for (size_t i = 0; i < state->n; i++) {
		if (state->booths[i].room == key)
			count_booth(&state->booths[i], ret);
	}
	return ERR_OK;
}

enum err list_dashboard_places(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_dashboard_places(const struct view *v, int64_t topic, int64_t key, struct wire_live_places *ret,
			       bool *ret_found)
{
	(void)topic;
	*ret_found = true;
	*ret = (struct wire_live_places){ .id = key };
	return live_db_places(v->db, v->arena, key, &ret->rooms, &ret->n_rooms);
}

enum err list_dashboard_needs(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_dashboard_needs(const struct view *v, int64_t topic, int64_t key, struct wire_live_needs *ret,
			      bool *ret_found)
{
	const struct live_state *state;
	enum err e = state_of(v, topic, &state);

	*ret_found = !e;
	if (e)
		return e;
	*ret = (struct wire_live_needs){ .id = key,
					 .needs = arena_array(v->arena, LIVE_NEEDS_MOST, sizeof(*ret->needs)) };
	ret->n_needs = live_needs(&state->fair, state->booths, state->n, v->arena, ret->needs);
	return ERR_OK;
}

enum err list_dashboard_point(const struct view *v, int64_t topic, struct ids *ret)
{
	return point_db_list(v->db, v->arena, topic, ret);
}

enum err read_dashboard_point(const struct view *v, int64_t topic, int64_t key, struct wire_live_point *ret,
			      bool *ret_found)
{
	return point_db_get(v->db, topic, key, ret, ret_found);
}
