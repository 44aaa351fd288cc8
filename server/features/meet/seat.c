/*
 * Recruiters' seats: sitting down, pausing, leaving; and what happens to people who lose their
 * connection (design §2). Engine thread.
 */
#include "features/account/account.h"
#include "features/handlers.h"
#include "features/meet/core.h"

enum err resolve_seat(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct seat seat;
	enum err e = seat_db_get(db, &arena, id, &seat);

	if (!e)
		e = resolve_booth(db, seat.booth, ret);
	if (!e)
		ret->parties[0] = seat.account;
	arena_done(&arena);
	return e;
}

static enum err seat_find_or_make(struct cmd *cmd, const struct booth *booth, struct seat *ret)
{
	enum err e = seat_db_of(cmd->db, cmd->arena, booth->id, cmd->who.account, ret);

	if (e || ret->id)
		return e;
	*ret = (struct seat){
		.id = cmd_id(cmd),
		.fair = booth->fair,
		.booth = booth->id,
		.account = cmd->who.account,
		.life = { .state = SEAT_STATE_OFFLINE, .since_ms = cmd->now_ms },
	};
	return seat_db_insert(cmd->db, ret);
}

enum err on_seat_take(struct cmd *cmd, const struct seat_take_args *args,
		      struct seat_take_reply *ret_reply)
{
	struct booth booth;
	struct seat seat, held;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	if (!e && booth.fair_state == FAIR_STATE_CLOSED)
		return ERR_FAIR_NOT_OPEN;
	if (!e)
		e = seat_db_held(cmd->db, cmd->arena, booth.fair, cmd->who.account, &held);
	if (!e && held.id && held.booth != booth.id)
		return ERR_SEAT_ELSEWHERE;
	if (!e)
		e = seat_find_or_make(cmd, &booth, &seat);
	if (!e && seat.life.state == SEAT_STATE_OFFLINE)
		seat.is_auto = false; /* who sits down is asked for nobody before they look around */
	if (!e)
		e = seat_apply(cmd, &seat, SEAT_TAKE, 0);
	if (!e)
		e = bookings_want(cmd, booth.id, cmd->who.account);
	ret_reply->seat = e ? 0 : seat.id;
	return e;
}

static enum err apply_by_id(struct cmd *cmd, int64_t id, enum seat_event event, int64_t until_ms)
{
	struct seat seat;
	enum err e = seat_db_get(cmd->db, cmd->arena, id, &seat);

	return e ? e : seat_apply(cmd, &seat, event, until_ms);
}

enum err on_seat_leave(struct cmd *cmd, const struct seat_leave_args *args,
		       struct seat_leave_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->seat, SEAT_LEAVE, 0);
}

/* What was theirs is whoever's is free, and nobody's to follow up yet. */
static enum err hand_all_over(struct cmd *cmd, int64_t booth, int64_t account)
{
	struct ids bookings, leads;
	enum err e = booking_db_of_recruiter(cmd->db, cmd->arena, booth, account, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (e)
			return e;
		booking.recruiter = 0;
		booking_touch(cmd, &booking);
		e = booking_db_update(cmd->db, &booking);
	}
	if (!e)
		e = lead_db_of_owner(cmd->db, cmd->arena, booth, account, &leads);
	for (size_t i = 0; !e && i < leads.n; i++) {
		struct lead lead;

		e = lead_db_get(cmd->db, cmd->arena, leads.at[i], &lead);
		if (e)
			return e;
		lead.owner = 0;
		e = lead_save(cmd, &lead);
	}
	return e;
}

/* Whoever rang or talked from this seat does so no longer, as if they had ended it themselves. */
static enum err end_call(struct cmd *cmd, struct seat *seat)
{
	struct call call;
	int64_t id;
	enum err e = call_db_of_seat(cmd->db, seat->id, &id);

	if (e || !id)
		return e;
	e = call_db_get(cmd->db, cmd->arena, id, &call);
	if (!e)
		e = call_apply(cmd, &call, CALL_HANG_UP);
	return e ? e : seat_db_get(cmd->db, cmd->arena, seat->id, seat);
}

enum err meet_stand_up(struct cmd *cmd, int64_t booth, int64_t account, bool is_at_once)
{
	struct seat seat;
	enum err e = seat_db_of(cmd->db, cmd->arena, booth, account, &seat);

	if (!e && seat.id && is_at_once)
		e = end_call(cmd, &seat);
	if (!e && seat.id && seat.life.state != SEAT_STATE_OFFLINE)
		e = seat_apply(cmd, &seat, SEAT_LEAVE, 0);
	return e ? e : hand_all_over(cmd, booth, account);
}

enum err on_seat_pause(struct cmd *cmd, const struct seat_pause_args *args,
		       struct seat_pause_reply *ret_reply)
{
	(void)ret_reply;
	if (args->minutes < 1 || args->minutes > 120)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.minutes", "1 to 120");
	return apply_by_id(cmd, args->seat, SEAT_PAUSE, cmd->now_ms + args->minutes * MINUTE_MS);
}

enum err on_seat_resume(struct cmd *cmd, const struct seat_resume_args *args,
			struct seat_resume_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->seat, SEAT_RESUME, 0);
}

static enum err set_auto(struct cmd *cmd, int64_t id, bool is_auto)
{
	struct seat seat;
	enum err e = seat_db_get(cmd->db, cmd->arena, id, &seat);

	if (e)
		return e;
	seat.is_auto = is_auto;
	e = seat_db_update(cmd->db, &seat);
	return e ? e : seat_touch(cmd, &seat);
}

enum err seat_stop_auto(struct cmd *cmd, int64_t seat)
{
	return set_auto(cmd, seat, false);
}

enum err on_seat_set_auto(struct cmd *cmd, const struct seat_set_auto_args *args,
			  struct seat_set_auto_reply *ret_reply)
{
	(void)ret_reply;
	return set_auto(cmd, args->seat, args->is_auto);
}

enum err on_seat_timeout(struct cmd *cmd, const struct seat_timeout_args *args,
			 struct seat_timeout_reply *ret_reply)
{
	struct seat seat;
	enum err e = seat_db_get(cmd->db, cmd->arena, args->seat, &seat);

	(void)ret_reply;
	if (e || seat.version != args->version)
		return e;
	return seat_apply(cmd, &seat, SEAT_TIME_UP, 0);
}

/* ---- what followers see ---- */

static enum err is_shown_at(struct db *db, struct arena *a, const struct booth *booth, int64_t student,
			    int64_t now_ms, bool *ret)
{
	struct lead lead;
	enum err e = ERR_OK;

	*ret = now_ms < booth->cards_until_ms;
	if (*ret)
		return ERR_OK;
	e = lead_db_of(db, a, booth->id, student, &lead);
	*ret = !e && lead.id && lead_is_agreeing(lead.state);
	return e;
}

enum err card_is_shown(const struct view *v, const struct booth *booth, int64_t student, bool *ret)
{
	return is_shown_at(v->db, v->arena, booth, student, v->now_ms, ret);
}

static enum err hides(struct db *db, struct arena *a, const struct booth *booth, int64_t student,
		      int64_t now_ms, bool is_read_by_all, bool *ret)
{
	uint32_t talks = 0;
	bool is_shown;
	enum err e = is_shown_at(db, a, booth, student, now_ms, &is_shown);

	if (!e && booth->is_blind && !is_read_by_all)
		e = call_db_talks(db, booth->id, student, &talks);
	*ret = !is_shown || (booth->is_blind && !talks);
	return e;
}

enum err meet_hides_student(struct db *db, struct arena *a, int64_t id, int64_t student, int64_t now_ms,
			    bool is_read_by_all, bool *ret)
{
	struct booth booth;
	enum err e = booth_get(db, a, id, &booth);

	return e ? e : hides(db, a, &booth, student, now_ms, is_read_by_all, ret);
}

enum err name_for_booth(const struct view *v, const struct booth *booth, int64_t student, struct str *name,
			bool *ret_is_hidden)
{
	enum err e = hides(v->db, v->arena, booth, student, v->now_ms, false, ret_is_hidden);

	*name = *ret_is_hidden ? STR("Student") : account_short_name(v->arena, *name);
	return e;
}

enum err meet_card(const struct view *v, int64_t id, int64_t account, struct wire_card *ret)
{
	struct booth booth;
	bool is_hidden = false;
	enum err e = booth_get(v->db, v->arena, id, &booth);

	if (!e)
		e = card_db_get(v->db, v->arena, booth.fair, account, ret);
	if (!e)
		e = name_for_booth(v, &booth, account, &ret->name, &is_hidden);
	if (is_hidden)
		ret->has_level = false;
	return e;
}

enum err meet_own_card(struct db *db, struct arena *a, int64_t fair, int64_t student, struct wire_card *ret)
{
	enum err e = card_db_get(db, a, fair, student, ret);

	if (!e)
		ret->name = account_short_name(a, ret->name);
	return e;
}

enum err list_me_seat(const struct view *v, int64_t topic, struct ids *ret)
{
	return seat_db_of_person(v->db, v->arena, topic, ret);
}

/* A seat that is taken; found is false for one that nobody sits on. */
static enum err seat_taken(const struct view *v, int64_t key, struct seat *ret, bool *ret_found)
{
	enum err e = seat_db_get(v->db, v->arena, key, ret);

	*ret_found = !e && ret->life.state != SEAT_STATE_OFFLINE;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err read_me_seat(const struct view *v, int64_t topic, int64_t key, struct wire_my_seat *ret,
		      bool *ret_found)
{
	struct seat seat;
	enum err e = seat_taken(v, key, &seat, ret_found);

	(void)topic;
	if (e || !*ret_found)
		return e;
	*ret = (struct wire_my_seat){
		.id = seat.id,
		.booth = seat.booth,
		.state = seat.life.state,
		.has_until_ms = seat.life.until_ms != 0,
		.until_ms = seat.life.until_ms,
		.is_auto = seat.is_auto,
	};
	e = call_db_of_seat(v->db, seat.id, &ret->call);
	ret->has_call = ret->call != 0;
	return e;
}

enum err list_console_seat(const struct view *v, int64_t topic, struct ids *ret)
{
	return seat_db_at_booth(v->db, v->arena, topic, ret);
}

enum err read_console_seat(const struct view *v, int64_t topic, int64_t key,
			   struct wire_console_seat *ret, bool *ret_found)
{
	struct seat seat;
	struct person person;
	enum err e = seat_taken(v, key, &seat, ret_found);

	(void)topic;
	if (e || !*ret_found)
		return e;
	e = person_db_get(v->db, v->arena, seat.account, &person);
	if (e)
		return e;
	*ret = (struct wire_console_seat){
		.id = seat.id,
		.account = seat.account,
		.name = person.name,
		.state = seat.life.state,
		.since_ms = seat.life.since_ms,
		.has_until_ms = seat.life.until_ms != 0,
		.until_ms = seat.life.until_ms,
		.is_auto = seat.is_auto,
	};
	e = call_db_of_seat(v->db, seat.id, &ret->call);
	ret->has_call = ret->call != 0;
	return e;
}

enum err list_booth_staff(const struct view *v, int64_t topic, struct ids *ret)
{
	return seat_db_at_booth(v->db, v->arena, topic, ret);
}

enum err read_booth_staff(const struct view *v, int64_t topic, int64_t key, struct wire_staff *ret,
			  bool *ret_found)
{
	struct seat seat;
	struct person person;
	enum err e = seat_taken(v, key, &seat, ret_found);

	(void)topic;
	if (e || !*ret_found)
		return e;
	e = person_db_get(v->db, v->arena, seat.account, &person);
	if (e)
		return e;
	*ret = (struct wire_staff){
		.id = seat.id,
		.name = person.name,
		.state = seat.life.state,
		.has_until_ms = seat.life.state == SEAT_STATE_PAUSED,
		.until_ms = seat.life.until_ms,
	};
	return ERR_OK;
}
