/*
 * Fairs: the list, opening and closing. What opening and closing mean for lines and calls is meet's
 * business (meet.h). Engine thread.
 */
#include "features/fair/fair.h"

#include "features/announcements/announcements.h"
#include "features/doors/doors.h"
#include "features/fair/fair_db.h"
#include "features/handlers.h"
#include "features/live/live.h"
#include "features/mail/mail.h"
#include "features/meet/meet.h"
#include "features/students/students.h"

enum err resolve_fair(struct db *db, int64_t id, struct object *ret)
{
	struct fair_row row;
	struct arena arena = { 0 };
	enum err e = fair_db_get(db, &arena, id, &row);

	if (!e)
		*ret = (struct object){ .fair = row.id };
	arena_done(&arena);
	return e;
}

enum err on_fair_list(struct cmd *cmd, const struct fair_list_args *args,
		      struct fair_list_reply *ret_reply)
{
	(void)args;
	return fair_db_list(cmd->db, cmd->arena, cmd->who.account, &ret_reply->fairs, &ret_reply->n_fairs);
}

enum err on_fair_publish(struct cmd *cmd, const struct fair_publish_args *args,
			 struct fair_publish_reply *ret_reply)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	(void)ret_reply;
	if (e || row.state != FAIR_STATE_PLANNED)
		return e ? e : ERR_WRONG_STATE;
	touch_fair_fair(cmd, args->fair, args->fair);
	return fair_db_publish(cmd->db, args->fair, args->is_listed);
}

#define MOVE_LEAST_MS (30 * 60 * INT64_C(1000))
#define MOVE_MOST_MS (2 * 366 * 24 * 3600 * INT64_C(1000))

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* How often what only time changes is looked at: often enough for a range in minutes. */
#define TICK_MS 15000

static enum err tick_later(struct cmd *cmd, int64_t fair, uint32_t version)
{
	return cmd_timer(cmd, cmd->now_ms + TICK_MS, CMD_FAIR_TICK,
			 arena_printf(cmd->arena, "{\"fair\":%lld,\"version\":%u}",
				      (long long)fair, version));
}

enum err fair_hide_cards_later(struct cmd *cmd, int64_t fair)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, fair, &row);
	int64_t at_ms = row.closes_ms + row.retention_ms;

	return e ? e : cmd_timer(cmd, at_ms, CMD_FAIR_HIDE_CARDS,
				 arena_printf(cmd->arena, "{\"fair\":%lld,\"at_ms\":%lld}",
					      (long long)fair, (long long)at_ms));
}

/* Students hear of their bookings (meet_fair_moved(), meet_fair_closed()): the others of the fair. */
static enum err tell_staff(struct cmd *cmd, struct mail_draft *draft)
{
	struct ids who;
	enum err e = fair_db_expected(cmd->db, cmd->arena, draft->fair, &who);

	for (size_t i = 0; !e && i < who.n; i++) {
		draft->account = who.at[i];
		e = mail_write(cmd, draft);
	}
	return e;
}

static enum err tell_moved(struct cmd *cmd, const struct fair_row *row, int64_t opens_ms)
{
	struct mail_draft draft = {
		.fair = row->id,
		.kind = MAIL_KIND_MOVED,
		.words = WORDS_FAIR_MOVED,
		.until_ms = opens_ms,
		.path = STR("/"),
		.values = { { "fair", row->name, 0 }, { "from", STR(""), row->opens_ms }, { "to", STR(""), opens_ms } },
	};

	return tell_staff(cmd, &draft);
}

static enum err tell_called_off(struct cmd *cmd, int64_t fair)
{
	struct mail_draft draft = {
		.fair = fair,
		.kind = MAIL_KIND_CANCELLED,
		.words = WORDS_FAIR_CALLED_OFF,
		.path = STR("/"),
	};
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, fair, &row);

	draft.until_ms = row.opens_ms;
	draft.values[0] = (struct mail_value){ "fair", row.name, 0 };
	draft.values[1] = (struct mail_value){ "when", STR(""), row.opens_ms };
	/* One whose day has passed is only tidied up. */
	return e || row.opens_ms <= cmd->now_ms ? e : tell_staff(cmd, &draft);
}

static enum err change_state(struct cmd *cmd, int64_t fair, enum fair_state from,
			     enum fair_state to)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, fair, &row);

	if (e)
		return e;
	if (row.state != from)
		return ERR_WRONG_STATE;
	touch_fair_fair(cmd, fair, fair);
	e = fair_db_set_state(cmd->db, fair, to, row.version + 1, cmd->now_ms);
	return e || to != FAIR_STATE_OPEN ? e : tick_later(cmd, fair, row.version + 1);
}

enum err on_fair_open(struct cmd *cmd, const struct fair_open_args *args,
		      struct fair_open_reply *ret_reply)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	(void)ret_reply;
	if (!e && row.state == FAIR_STATE_PLANNED)
		e = fair_may_open(cmd, args->fair);
	if (!e)
		e = change_state(cmd, args->fair, FAIR_STATE_PLANNED, FAIR_STATE_OPEN);
	/* Doors that were closed too early open again. */
	if (e == ERR_WRONG_STATE)
		e = change_state(cmd, args->fair, FAIR_STATE_CLOSED, FAIR_STATE_OPEN);
	if (!e)
		e = fair_hide_cards_later(cmd, args->fair);
	if (!e)
		e = doors_changed(cmd, args->fair);
	return e ? e : meet_fair_changed(cmd, args->fair);
}

enum err on_fair_close(struct cmd *cmd, const struct fair_close_args *args,
		       struct fair_close_reply *ret_reply)
{
	enum err e = change_state(cmd, args->fair, FAIR_STATE_OPEN, FAIR_STATE_CLOSED);

	(void)ret_reply;
	if (e == ERR_WRONG_STATE) {
		e = change_state(cmd, args->fair, FAIR_STATE_PLANNED, FAIR_STATE_CLOSED);
		if (!e)
			e = fair_hide_cards_later(cmd, args->fair);
		if (!e)
			e = tell_called_off(cmd, args->fair);
	}
	if (!e)
		e = announcements_end(cmd, args->fair);
	return e ? e : meet_fair_closed(cmd, args->fair);
}

/* What students were told when they showed their card, or before, holds. */
static enum err check_promises(struct cmd *cmd, const struct fair_set_rules_args *args,
			       const struct fair_row *row)
{
	bool is_seen;
	enum err e = meet_has_shown_card(cmd->db, row->id, &is_seen);

	if (e)
		return e;
	/* What somebody has seen cannot be hidden again. */
	if (args->is_blind != row->is_blind && (is_seen || row->state != FAIR_STATE_PLANNED))
		return cmd_refuse(cmd, ERR_WRONG_STATE, "args.is_blind",
				  "as it was when the doors opened, or the first card was shown");
	if (args->retention_days * DAY_MS > row->retention_ms && is_seen)
		return cmd_refuse(cmd, ERR_WRONG_STATE, "args.retention_days",
				  "no more than when the first card was shown");
	/* Who owes an answer must see whom. */
	return args->retention_days * 24 >= args->answer_hours ?
		       ERR_OK :
		       cmd_refuse(cmd, ERR_BAD_VALUE, "args.retention_days", "at least as long as answer_hours");
}

static enum err set_rules(struct cmd *cmd, const struct fair_set_rules_args *args, const struct fair_row *row)
{
	const struct {
		const char *field, *expected;
		uint32_t value, least, most;
	} NUMBERS[] = {
		{ "args.max_queues", "1 to 10", args->max_queues, 1, 10 },
		{ "args.max_bookings", "1 to 20", args->max_bookings, 1, 20 },
		{ "args.max_talks", "1 to 20", args->max_talks, 1, 20 },
		{ "args.answer_hours", "1 to 720", args->answer_hours, 1, 720 },
		{ "args.ring_s", "15 to 180", args->ring_s, 15, 180 },
		{ "args.wrap_up_s", "15 to 600", args->wrap_up_s, 15, 600 },
		{ "args.suspension_minutes", "1 to 30", args->suspension_minutes, 1, 30 },
		{ "args.no_show_minutes", "1 to 15", args->no_show_minutes, 1, 15 },
		{ "args.employer_minutes", "1 to 15", args->employer_minutes, 1, 15 },
		{ "args.put_back", "1 to 10", args->put_back, 1, 10 },
		{ "args.extensions", "0 to 2", args->extensions, 0, 2 },
		{ "args.retention_days", "1 to 365", args->retention_days, 1, 365 },
		{ "args.inside_most", "1 to 100000, or nothing", args->has_inside_most ? args->inside_most : 1, 1,
		  INSIDE_MOST },
	};
	enum err e = check_promises(cmd, args, row);

	if (e)
		return e;
	for (size_t i = 0; i < ARRAY_LEN(NUMBERS); i++) {
		if (NUMBERS[i].value < NUMBERS[i].least || NUMBERS[i].value > NUMBERS[i].most)
			return cmd_refuse(cmd, ERR_BAD_VALUE, NUMBERS[i].field,
					  NUMBERS[i].expected);
	}
	touch_fair_fair(cmd, args->fair, args->fair);
	e = fair_db_set_rules(cmd->db, args);
	if (!e)
		e = meet_rules_changed(cmd, args->fair);
	if (!e)
		e = doors_changed(cmd, args->fair);
	if (e || args->retention_days * DAY_MS == row->retention_ms)
		return e;
	/* Shorter, and over already: the timer is due at once. */
	return fair_hide_cards_later(cmd, args->fair);
}

/* What is not given stays as it is: somebody else may have changed it a moment ago. */
static struct fair_set_rules_args with_others(const struct fair_set_rules_args *args, const struct fair_row *row)
{
	struct fair_set_rules_args all = *args;
	const struct numbers *now = &row->numbers;
	const struct {
		bool is_given;
		uint32_t *value;
		int64_t now;
	} NUMBERS[] = {
		{ args->has_max_queues, &all.max_queues, row->max_queues },
		{ args->has_max_bookings, &all.max_bookings, row->max_bookings },
		{ args->has_max_talks, &all.max_talks, row->max_talks },
		{ args->has_answer_hours, &all.answer_hours, row->answer_ms / HOUR_MS },
		{ args->has_ring_s, &all.ring_s, now->ring_ms / SECOND_MS },
		{ args->has_wrap_up_s, &all.wrap_up_s, now->wrap_up_ms / SECOND_MS },
		{ args->has_suspension_minutes, &all.suspension_minutes, now->suspension_ms / MINUTE_MS },
		{ args->has_no_show_minutes, &all.no_show_minutes, now->no_show_ms / MINUTE_MS },
		{ args->has_employer_minutes, &all.employer_minutes, now->employer_missed_ms / MINUTE_MS },
		{ args->has_put_back, &all.put_back, now->put_back },
		{ args->has_extensions, &all.extensions, now->extensions },
		{ args->has_retention_days, &all.retention_days, row->retention_ms / DAY_MS },
		{ args->has_inside_most, &all.inside_most, row->inside_most },
	};

	for (size_t i = 0; i < ARRAY_LEN(NUMBERS); i++) {
		if (!NUMBERS[i].is_given)
			*NUMBERS[i].value = (uint32_t)NUMBERS[i].now;
	}
	if (!args->has_is_blind)
		all.is_blind = row->is_blind;
	all.has_inside_most = !args->is_unbounded && (args->has_inside_most || row->inside_most);
	return all;
}

enum err on_fair_set_rules(struct cmd *cmd, const struct fair_set_rules_args *given,
			   struct fair_set_rules_reply *ret_reply)
{
	struct fair_row row;
	struct fair_set_rules_args all;
	enum err e = fair_db_get(cmd->db, cmd->arena, given->fair, &row);

	(void)ret_reply;
	if (e)
		return e;
	all = with_others(given, &row);
	return set_rules(cmd, &all, &row);
}

enum err on_fair_move(struct cmd *cmd, const struct fair_move_args *args,
		      struct fair_move_reply *ret_reply)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	if (e || row.state != FAIR_STATE_PLANNED)
		return e ? e : ERR_WRONG_STATE;
	/* Who booked must have time to say whether it suits. */
	if (args->opens_ms < cmd->now_ms + MOVE_LEAST_MS || args->opens_ms > cmd->now_ms + MOVE_MOST_MS)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.opens_ms",
				  "at least half an hour ahead, and at most two years");
	touch_fair_fair(cmd, args->fair, args->fair);
	fair_setup_touch(cmd, args->fair);
	e = fair_db_move(cmd->db, args->fair, args->opens_ms - row.opens_ms);
	if (!e)
		e = students_fair_moved(cmd, args->fair, args->opens_ms - row.opens_ms);
	if (!e && args->opens_ms != row.opens_ms)
		e = tell_moved(cmd, &row, args->opens_ms);
	return e ? e : meet_fair_moved(cmd, args->fair, args->opens_ms - row.opens_ms,
				       &ret_reply->moved);
}

enum err on_fair_hide_cards(struct cmd *cmd, const struct fair_hide_cards_args *args,
			    struct fair_hide_cards_reply *ret_reply)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	(void)ret_reply;
	if (e || args->at_ms != row.closes_ms + row.retention_ms)
		return e; /* another one was set */
	return meet_cards_hidden(cmd, args->fair);
}

enum err on_fair_tick(struct cmd *cmd, const struct fair_tick_args *args,
		      struct fair_tick_reply *ret_reply)
{
	struct fair_row row;
	enum err e = fair_db_get(cmd->db, cmd->arena, args->fair, &row);

	(void)ret_reply;
	if (e || row.state != FAIR_STATE_OPEN || row.version != args->version)
		return e;
	e = meet_time_passed(cmd, args->fair);
	if (!e)
		e = doors_time_passed(cmd, args->fair);
	if (!e)
		e = live_time_passed(cmd, args->fair);
	return e ? e : tick_later(cmd, args->fair, args->version);
}

enum err list_fair_fair(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_fair_fair(const struct view *v, int64_t topic, int64_t key, struct wire_fair *ret,
			bool *ret_found)
{
	struct fair_row row;
	enum err e = fair_db_get(v->db, v->arena, key, &row);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_fair){
		.id = row.id,
		.slug = row.slug,
		.name = row.name,
		.kind = row.kind,
		.state = row.state,
		.is_called_off = row.is_called_off,
		.is_listed = row.is_listed,
		.opens_ms = row.opens_ms,
		.closes_ms = row.closes_ms,
		.timezone = row.timezone,
		.target = row.target,
		.max_queues = row.max_queues,
		.max_bookings = row.max_bookings,
		.max_talks = row.max_talks,
		.answer_ms = row.answer_ms,
		.talk_ms = row.talk_ms,
		.ring_s = (uint32_t)(row.numbers.ring_ms / 1000),
		.wrap_up_s = (uint32_t)(row.numbers.wrap_up_ms / 1000),
		.suspension_minutes = (uint32_t)(row.numbers.suspension_ms / 60000),
		.no_show_minutes = (uint32_t)(row.numbers.no_show_ms / 60000),
		.employer_minutes = (uint32_t)(row.numbers.employer_missed_ms / 60000),
		.put_back = row.numbers.put_back,
		.extensions = row.numbers.extensions,
		.is_blind = row.is_blind,
		.retention_days = (uint32_t)(row.retention_ms / DAY_MS),
		.has_inside_most = row.inside_most != 0,
		.inside_most = row.inside_most,
		.has_quiet_until_ms = row.quiet_until_ms != 0,
		.quiet_until_ms = row.quiet_until_ms,
	};
	return fair_db_placed(v->db, key, &ret->placed);
}
