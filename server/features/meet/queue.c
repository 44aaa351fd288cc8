/*
 * The line: taking a number, stepping away, coming back, giving it up (design §2). Place and wait
 * are never stored; whoever follows `queue:BOOTH` sees them as they are. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

/* How long an entry that ended without a talk stays visible, so that it can be explained. */
#define EXPLAIN_MS (60 * MINUTE_MS)

enum err resolve_entry(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct entry entry;
	struct booth booth;
	enum err e = entry_db_get(db, &arena, id, &entry);

	if (!e)
		e = booth_get(db, &arena, entry.booth, &booth);
	if (!e)
		*ret = (struct object){ .fair = entry.fair,
					.org = booth.org,
					.parties = { entry.account } };
	arena_done(&arena);
	return e;
}

/* Why this student may not take a number here now; ERR_OK: they may. */
static enum err may_join(struct cmd *cmd, const struct booth *booth)
{
	struct booth_counts counts;
	struct entry mine;
	struct ids entries;
	enum err e;

	if (booth->fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	e = entry_db_of(cmd->db, cmd->arena, booth->id, cmd->who.account, &mine);
	if (e || mine.id)
		return e ? e : ERR_ALREADY_WAITING;
	e = counts_db_get(cmd->db, booth->id, cmd->now_ms, cmd->now_ms, 0, &counts);
	if (e || !counts.staffed)
		return e ? e : ERR_BOOTH_UNSTAFFED;
	e = entry_db_of_person(cmd->db, cmd->arena, cmd->who.account, &entries);
	if (!e && entries.n >= booth->max_queues)
		return ERR_TOO_MANY_QUEUES;
	return e;
}

enum err on_queue_join(struct cmd *cmd, const struct queue_join_args *args,
		       struct queue_join_reply *ret_reply)
{
	struct place *line;
	size_t n_line;
	struct booth booth;
	struct entry entry;
	struct lead lead;
	uint32_t ahead;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	if (!e)
		e = may_join(cmd, &booth);
	if (!e)
		e = entry_db_line(cmd->db, cmd->arena, booth.id, &line, &n_line);
	if (e)
		return e;
	ahead = places_ahead(line, n_line, 2);
	e = wait_at(cmd->db, &booth, ahead, cmd->now_ms, &ret_reply->wait, &ret_reply->has_wait);
	if (e)
		return e;
	/* The time that is left would not reach them (design §2). */
	if (ret_reply->has_wait && cmd->now_ms + ret_reply->wait.p50_ms > booth.closes_ms)
		return ERR_QUEUE_FULL;
	e = entry_create(cmd, &booth, cmd->who.account, 2, 0,
			 args->has_question ? args->question : STR(""), &entry);
	if (!e)
		e = lead_ensure(cmd, booth.fair, booth.id, cmd->who.account, &lead);
	if (!e && ret_reply->has_wait)
		e = estimate_db_keep(cmd->db, &entry, cmd->now_ms, ahead + 1, &ret_reply->wait);
	ret_reply->entry = entry.id;
	ret_reply->number = entry.number;
	ret_reply->place = ahead + 1;
	return e;
}

static enum err apply_by_id(struct cmd *cmd, int64_t id, enum entry_event event)
{
	struct entry entry;
	enum err e = entry_db_get(cmd->db, cmd->arena, id, &entry);

	return e ? e : entry_apply(cmd, &entry, event);
}

enum err on_queue_leave(struct cmd *cmd, const struct queue_leave_args *args,
			struct queue_leave_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->entry, ENTRY_LEAVE);
}

enum err on_queue_step_away(struct cmd *cmd, const struct queue_step_away_args *args,
			    struct queue_step_away_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->entry, ENTRY_STEP_AWAY);
}

enum err on_queue_come_back(struct cmd *cmd, const struct queue_come_back_args *args,
			    struct queue_come_back_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->entry, ENTRY_COME_BACK);
}

enum err on_queue_timeout(struct cmd *cmd, const struct queue_timeout_args *args,
			  struct queue_timeout_reply *ret_reply)
{
	struct entry entry;
	enum err e = entry_db_get(cmd->db, cmd->arena, args->entry, &entry);

	(void)ret_reply;
	if (e || entry.version != args->version)
		return e;
	return entry_apply(cmd, &entry, ENTRY_SUSPENSION_OVER);
}

/* ---- what followers see ---- */

enum err list_queue_line(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

/* Fills in places and waits of a line that is in order. */
static enum err fill_places(const struct view *v, const struct booth *booth,
			    const struct place *line, size_t n, struct wire_place *ret)
{
	uint32_t ahead = 0;
	enum err e = ERR_OK;

	for (size_t i = 0; i < n && !e; i++) {
		ret[i].number = line[i].number;
		ret[i].state = line[i].state;
		if (line[i].state != ENTRY_STATE_WAITING || line[i].is_busy)
			continue;
		e = wait_at(v->db, booth, ahead, v->now_ms, &ret[i].wait, &ret[i].has_wait);
		ret[i].place = ++ahead;
	}
	return e;
}

enum err read_queue_line(const struct view *v, int64_t topic, int64_t key, struct wire_line *ret,
			 bool *ret_found)
{
	struct place *line;
	struct booth booth;
	struct meet_live live;
	enum err e = booth_get(v->db, v->arena, topic, &booth);

	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = meet_live(v, topic, &live);
	if (!e)
		e = entry_db_line(v->db, v->arena, topic, &line, &ret->n_places);
	if (e)
		return e;
	ret->id = key;
	ret->is_open = live.is_line_open;
	ret->places = arena_array(v->arena, ret->n_places, sizeof(*ret->places));
	return fill_places(v, &booth, line, ret->n_places, ret->places);
}

enum err meet_live(const struct view *v, int64_t id, struct meet_live *ret)
{
	struct booth_counts counts;
	struct booth booth;
	struct place *line;
	size_t n_line;
	enum err e = booth_get(v->db, v->arena, id, &booth);

	*ret = (struct meet_live){ 0 };
	if (!e)
		e = counts_db_get(v->db, id, v->now_ms, v->now_ms, 0, &counts);
	if (!e)
		e = entry_db_line(v->db, v->arena, id, &line, &n_line);
	if (e)
		return e;
	ret->waiting = counts.waiting;
	ret->staffed = counts.staffed;
	ret->free = counts.free;
	e = wait_at(v->db, &booth, places_ahead(line, n_line, 2), v->now_ms, &ret->wait,
		    &ret->has_wait);
	ret->is_line_open = booth.fair_state == FAIR_STATE_OPEN && counts.staffed &&
			    (!ret->has_wait || v->now_ms + ret->wait.p50_ms <= booth.closes_ms);
	return e;
}

enum err list_me_entry(const struct view *v, int64_t topic, struct ids *ret)
{
	return entry_db_of_person_since(v->db, v->arena, topic, v->now_ms - EXPLAIN_MS, ret);
}

static bool is_explained(enum entry_state state)
{
	return state == ENTRY_STATE_MISSED || state == ENTRY_STATE_CLOSED ||
	       state == ENTRY_STATE_REMOVED;
}

enum err read_me_entry(const struct view *v, int64_t topic, int64_t key, struct wire_entry *ret,
		       bool *ret_found)
{
	struct entry entry;
	struct booth booth;
	bool is_busy = false;
	enum err e = entry_db_get(v->db, v->arena, key, &entry);

	*ret_found = !e && (!entry.life.ended_ms || is_explained(entry.life.state));
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, entry.booth, &booth);
	if (!e)
		e = entry_db_is_busy(v->db, topic, &is_busy);
	*ret = (struct wire_entry){
		.id = entry.id,
		.booth = entry.booth,
		.booth_name = booth.name,
		.number = entry.number,
		.state = entry.life.state,
		.is_held = is_busy && entry.life.state == ENTRY_STATE_WAITING,
		.misses = entry.life.misses,
		.has_until_ms = entry.life.until_ms != 0,
		.until_ms = entry.life.until_ms,
		.question = entry.question,
	};
	return e;
}

enum err list_console_entry(const struct view *v, int64_t topic, struct ids *ret)
{
	return entry_db_at_booth(v->db, v->arena, topic, ret);
}

enum err read_console_entry(const struct view *v, int64_t topic, int64_t key,
			    struct wire_console_entry *ret, bool *ret_found)
{
	struct entry entry;
	struct person person;
	bool is_busy = false;
	enum err e = entry_db_get(v->db, v->arena, key, &entry);

	(void)topic;
	*ret_found = !e && !entry.life.ended_ms;
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = person_db_get(v->db, v->arena, entry.account, &person);
	if (!e)
		e = entry_db_is_busy(v->db, entry.account, &is_busy);
	if (e)
		return e;
	*ret = (struct wire_console_entry){
		.id = entry.id,
		.number = entry.number,
		.state = entry.life.state,
		.is_held = is_busy && entry.life.state == ENTRY_STATE_WAITING,
		.is_online = !person.offline_since_ms,
		.precedence = entry.precedence,
		.joined_ms = entry.joined_ms,
		.question = entry.question,
	};
	return meet_card(v, entry.fair, entry.account, &ret->card);
}
