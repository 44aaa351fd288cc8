/*
 * The line: taking a number, stepping away, coming back, giving it up (design §2). Place and wait
 * are never stored; whoever follows `queue:BOOTH` sees them as they are. Engine thread.
 */
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/safety/safety.h"

enum err resolve_entry(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct entry entry;
	enum err e = entry_db_get(db, &arena, id, &entry);

	if (!e)
		e = resolve_booth(db, entry.booth, ret);
	if (!e)
		ret->parties[0] = entry.account;
	arena_done(&arena);
	return e;
}

enum line_state line_state_of(const struct booth *booth, const struct bustle *bustle,
			      const struct standing *newcomer, int64_t now_ms)
{
	if (booth->fair_state != FAIR_STATE_OPEN)
		return LINE_STATE_FAIR_CLOSED;
	if (booth->is_line_closed)
		return LINE_STATE_CLOSED;
	if (!bustle->seats.staffed)
		return LINE_STATE_UNSTAFFED;
	/* The time that is left would not reach them (design §2). */
	if (newcomer->has_wait && now_ms + newcomer->guess.wait.p50_ms > booth->closes_ms)
		return LINE_STATE_FULL;
	return LINE_STATE_OPEN;
}

/* A booth with its line and how busy it is. */
struct scene {
	struct booth booth;
	struct bustle bustle;
	struct place *line;
	size_t n_line;
	struct standing newcomer;
	enum line_state state;
};

static enum err scene_make(const struct view *v, int64_t booth, struct scene *ret)
{
	struct arena *a = view_keep(v);
	enum err e = booth_get(v->db, a, booth, &ret->booth);

	if (!e)
		e = bustle_get(v->db, &ret->booth, v->now_ms, &ret->bustle);
	if (!e)
		e = booth_line(v->db, a, &ret->booth, v->now_ms, &ret->line, &ret->n_line);
	if (e)
		return e;
	ret->newcomer = standing_of_newcomer(&ret->bustle, ret->line, ret->n_line, 2);
	ret->state = line_state_of(&ret->booth, &ret->bustle, &ret->newcomer, v->now_ms);
	return ERR_OK;
}

/* The room's list, the booth's page and the line show the same scene: it is made once a reading. */
static enum err scene_get(const struct view *v, int64_t booth, const struct scene **ret)
{
	static const char KIND[] = "scene";
	struct scene *made;
	enum err e;

	*ret = view_recall(v, KIND, booth);
	if (*ret)
		return ERR_OK;
	made = arena_alloc(view_keep(v), sizeof(*made));
	e = scene_make(v, booth, made);
	if (e)
		return e;
	view_remember(v, KIND, booth, made);
	*ret = made;
	return ERR_OK;
}

static enum err line_refusal(enum line_state state)
{
	switch (state) {
	case LINE_STATE_OPEN:
		return ERR_OK;
	case LINE_STATE_CLOSED:
		return ERR_LINE_CLOSED;
	case LINE_STATE_FULL:
		return ERR_QUEUE_FULL;
	case LINE_STATE_UNSTAFFED:
		return ERR_BOOTH_UNSTAFFED;
	case LINE_STATE_FAIR_CLOSED:
		return ERR_FAIR_NOT_OPEN;
	}
	return ERR_INTERNAL;
}

enum err may_talk_again(struct cmd *cmd, const struct booth *booth, int64_t student)
{
	uint32_t talks;
	enum err e = safety_may_meet(cmd->db, booth->fair, booth->id, student);

	if (!e)
		e = call_db_talks(cmd->db, booth->id, student, &talks);
	return !e && talks >= booth->max_talks ? ERR_SPOKEN_ENOUGH : e;
}

/* Why this student may not wait here or in one line more; ERR_OK: they may. */
static enum err may_wait(struct cmd *cmd, const struct scene *scene)
{
	const struct booth *booth = &scene->booth;
	int64_t wait_ms = scene->newcomer.has_wait ? scene->newcomer.guess.wait.p50_ms : 0;
	struct entry mine;
	struct ids entries;
	enum err e = entry_db_of(cmd->db, cmd->arena, booth->id, cmd->who.account, &mine);

	if (e || mine.id)
		return e ? e : ERR_ALREADY_WAITING;
	e = may_talk_again(cmd, booth, cmd->who.account);
	if (e)
		return e;
	e = entry_db_of_person(cmd->db, cmd->arena, cmd->who.account, &entries);
	if (!e && entries.n >= booth->max_queues)
		return ERR_TOO_MANY_QUEUES;
	if (!e && is_scarce(wait_ms, booth->closes_ms - cmd->now_ms, entries.n))
		return ERR_LINE_SCARCE;
	return e;
}

/* A wait is told to somebody; it is kept once for each of their places, so that its error can be measured. */
static enum err keep_told(struct cmd *cmd, const struct scene *scene, int64_t entry,
			  const struct standing *standing, bool is_first)
{
	return estimate_db_keep(cmd->db, &(struct estimate){
						 .entry = entry,
						 .fair = scene->booth.fair,
						 .shown_ms = cmd->now_ms,
						 .place = standing->place,
						 .seats = scene->bustle.seats.working,
						 .is_first = is_first,
						 .guess = standing->guess,
					 });
}

/* Whether who takes a number now cannot be called for it yet: see entry_db_line(). */
static enum err is_held(struct cmd *cmd, const struct booth *booth, bool *ret)
{
	enum err e = entry_db_is_busy(cmd->db, cmd->who.account, ret);

	if (e || *ret)
		return e;
	return booking_db_is_elsewhere(cmd->db, cmd->who.account, booth->id, cmd->now_ms,
				       walk_in_over_ms(booth, cmd->now_ms), ret);
}

enum err line_join(struct cmd *cmd, int64_t booth, struct str question, struct queue_join_reply *ret)
{
	struct view v = { .db = cmd->db, .arena = cmd->arena, .now_ms = cmd->now_ms };
	const struct scene *scene;
	struct entry entry = { .account = cmd->who.account, .precedence = 2, .question = question };
	struct standing standing = { 0 };
	struct lead lead;
	bool held = false;
	enum err e = scene_get(&v, booth, &scene);

	if (!e)
		e = line_refusal(scene->state);
	if (!e)
		e = doors_check(cmd, scene->booth.fair);
	if (!e)
		e = may_wait(cmd, scene);
	if (!e)
		e = entry_create(cmd, &scene->booth, &entry);
	if (!e)
		e = lead_ensure(cmd, scene->booth.fair, scene->booth.id, cmd->who.account, &lead);
	if (!e)
		e = watch_end(cmd, scene->booth.id, cmd->who.account);
	if (!e)
		e = is_held(cmd, &scene->booth, &held);
	if (!e && !held)
		standing = scene->newcomer;
	if (!e && standing.has_wait)
		e = keep_told(cmd, scene, entry.id, &standing, true);
	*ret = (struct queue_join_reply){ .entry = entry.id,
					  .number = entry.number,
					  .place = standing.place,
					  .has_wait = standing.has_wait,
					  .wait = standing.guess.wait };
	return e;
}

enum err on_queue_join(struct cmd *cmd, const struct queue_join_args *args,
		       struct queue_join_reply *ret_reply)
{
	return line_join(cmd, args->booth, args->has_question ? args->question : STR(""), ret_reply);
}

enum err line_is_open(struct cmd *cmd, int64_t booth)
{
	struct view v = { .db = cmd->db, .arena = cmd->arena, .now_ms = cmd->now_ms };
	const struct scene *scene;
	enum err e = scene_get(&v, booth, &scene);

	return e ? e : line_refusal(scene->state);
}

static enum err set_line(struct cmd *cmd, int64_t booth, bool is_closed)
{
	enum err e = booth_set_line_closed(cmd->db, booth, is_closed);

	if (!e)
		e = watchers_touch(cmd, booth);
	return e ? e : booth_changed(cmd, booth);
}

enum err on_line_close(struct cmd *cmd, const struct line_close_args *args,
		       struct line_close_reply *ret_reply)
{
	(void)ret_reply;
	return set_line(cmd, args->booth, true);
}

enum err on_line_open(struct cmd *cmd, const struct line_open_args *args,
		      struct line_open_reply *ret_reply)
{
	(void)ret_reply;
	return set_line(cmd, args->booth, false);
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
	if (!entry.life.ended_ms)
		return entry_apply(cmd, &entry, ENTRY_SUSPENSION_OVER);
	touch_me_entry(cmd, entry.account, entry.id); /* explained for long enough */
	return ERR_OK;
}

/* ---- what followers see ---- */

enum err list_queue_line(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

/* Where everybody in the line stands, in its order; place 0: cannot be called now. */
static void line_standings(const struct scene *scene, struct standing *ret)
{
	struct wait_walk walk = scene->bustle.walk;
	const struct place *line = scene->line;
	uint32_t callable = 0;

	for (size_t i = 0; i < scene->n_line; i++) {
		ret[i] = (struct standing){ 0 };
		if (line[i].state == ENTRY_STATE_WAITING && !line[i].is_busy)
			ret[i] = standing_next(&walk, callable);
		walk_pass(&walk, &callable, &line[i]);
	}
}

enum err read_queue_line(const struct view *v, int64_t topic, int64_t key, struct wire_line *ret,
			 bool *ret_found)
{
	const struct scene *scene;
	struct standing *standings;
	enum err e = scene_get(v, topic, &scene);

	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	ret->id = key;
	ret->state = scene->state;
	ret->is_staffed = scene->bustle.seats.staffed != 0;
	ret->n_places = scene->n_line;
	ret->places = arena_array(v->arena, ret->n_places, sizeof(*ret->places));
	standings = arena_array(v->arena, scene->n_line, sizeof(*standings));
	line_standings(scene, standings);
	for (size_t i = 0; i < scene->n_line; i++) {
		const struct standing *s = &standings[i];

		ret->places[i] = (struct wire_place){
			.number = scene->line[i].number,
			.state = scene->line[i].state,
			.place = s->place,
			.is_held = scene->line[i].state == ENTRY_STATE_WAITING && scene->line[i].is_busy,
			.has_wait = s->has_wait,
			.wait = s->guess.wait,
			.is_late = s->has_wait &&
				   v->now_ms + s->guess.wait.p50_ms > scene->booth.closes_ms,
		};
	}
	return ERR_OK;
}

enum err line_keep_told(struct cmd *cmd, int64_t booth)
{
	struct view v = { .db = cmd->db, .arena = cmd->arena, .now_ms = cmd->now_ms };
	const struct scene *scene;
	struct standing *standings;
	enum err e = scene_get(&v, booth, &scene);

	if (e)
		return e;
	standings = arena_array(cmd->arena, scene->n_line, sizeof(*standings));
	line_standings(scene, standings);
	for (size_t i = 0; !e && i < scene->n_line; i++) {
		if (standings[i].has_wait)
			e = keep_told(cmd, scene, scene->line[i].entry, &standings[i], false);
	}
	return e;
}

enum err meet_live(const struct view *v, int64_t id, struct meet_live *ret)
{
	const struct scene *scene;
	enum err e = scene_get(v, id, &scene);

	if (e)
		return e;
	*ret = (struct meet_live){
		.waiting = (uint32_t)scene->n_line,
		.staffed = scene->bustle.seats.staffed,
		.free = scene->bustle.seats.free,
		.line = scene->state,
		.has_wait = scene->newcomer.has_wait,
		.wait = scene->newcomer.guess.wait,
	};
	return ERR_OK;
}

enum err list_me_entry(const struct view *v, int64_t topic, struct ids *ret)
{
	return entry_db_of_person_since(v->db, v->arena, topic, v->now_ms - EXPLAIN_MS, ret);
}

/* Lives, or ended a while ago in a way that wants a word. */
static bool is_shown(const struct entry_life *life, int64_t now_ms)
{
	return !life->ended_ms ||
	       (entry_is_explained(life) && life->ended_ms > now_ms - EXPLAIN_MS);
}

/* The colleague whom a student was handed to: a booked time names its recruiter itself. */
static enum err handed_to(const struct view *v, const struct entry *entry, struct str *ret)
{
	struct seat seat;
	struct person person;
	enum err e = wanted_now(v, entry, &seat);

	if (e || !seat.id || entry->precedence)
		return e;
	e = person_db_get(v->db, v->arena, seat.account, &person);
	if (!e)
		*ret = person.name;
	return e;
}

enum err read_me_entry(const struct view *v, int64_t topic, int64_t key, struct wire_entry *ret,
		       bool *ret_found)
{
	struct entry entry;
	struct booth booth;
	enum err e = entry_db_get(v->db, v->arena, key, &entry);

	(void)topic;
	*ret_found = !e && is_shown(&entry.life, v->now_ms);
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, entry.booth, &booth);
	*ret = (struct wire_entry){
		.id = entry.id,
		.booth = entry.booth,
		.booth_name = booth.name,
		.number = entry.number,
		.state = entry.life.state,
		.misses = entry.life.misses,
		.has_until_ms = entry.life.until_ms != 0,
		.until_ms = entry.life.until_ms,
		.question = entry.question,
		.note = entry.note,
	};
	if (e || entry.life.ended_ms)
		return e;
	ret->put_back = booth.numbers.put_back;
	ret->suspension_minutes = (uint32_t)(booth.numbers.suspension_ms / MINUTE_MS);
	return handed_to(v, &entry, &ret->recruiter_name);
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
	struct seat seat;
	struct match fit = { 0 };
	bool is_of_programme = false;
	enum err e = entry_db_get(v->db, v->arena, key, &entry);

	(void)topic;
	*ret_found = !e && !entry.life.ended_ms;
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = person_db_get(v->db, v->arena, entry.account, &person);
	if (!e)
		e = wanted_now(v, &entry, &seat);
	if (!e)
		e = fit_at_booth(v, entry.booth, entry.account, &fit);
	if (e)
		return e;
	*ret = (struct wire_console_entry){
		.id = entry.id,
		.number = entry.number,
		.state = entry.life.state,
		.is_online = !person.offline_since_ms,
		.precedence = entry.precedence,
		.note = entry.note,
		.has_wanted_seat = seat.id != 0,
		.wanted_seat = seat.id,
		.joined_ms = entry.joined_ms,
		.question = entry.question,
		.has_placement = fit.score != 0,
		.placement = fit.place.title,
		.learn = fit.place.facts.learn,
		.reasons = arena_array(v->arena, fit.n_reasons, sizeof(*ret->reasons)),
	};
	e = meet_card(v, entry.booth, entry.account, &ret->card);
	for (size_t i = 0; i < fit.n_reasons; i++) {
		is_of_programme = is_of_programme || fit.reasons[i] == FIT_REASON_PROGRAMME;
		if (ret->card.has_level || fit.reasons[i] != FIT_REASON_LEVEL) /* which would tell it */
			ret->reasons[ret->n_reasons++] = fit.reasons[i];
	}
	/* So would a placement that is for this level, whatever the programme. */
	ret->has_placement = ret->has_placement && (ret->card.has_level || is_of_programme);
	return e;
}
