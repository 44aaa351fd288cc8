/*
 * The call: ringing the next one, the two pages that meet, the clock, and what follows from its end
 * (design §2, §6; facts/webrtc §1). The server never sees media; it names who offers first and
 * passes signals of the pair of page loads that is current. Engine thread.
 */
#include "features/account/account.h"
#include "features/chat/chat.h"
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/meet/ice.h"
#include "features/meet/tell.h"
#include "features/safety/safety.h"

enum err resolve_call(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct call call;
	enum err e = call_db_get(db, &arena, id, &call);

	if (!e)
		*ret = (struct object){ .fair = call.fair,
					.parties = { call.student, call.recruiter } };
	arena_done(&arena);
	return e;
}

void call_touch(struct cmd *cmd, const struct call *call)
{
	touch_me_call(cmd, call->student, call->id);
	touch_me_call(cmd, call->recruiter, call->id);
	touch_console_call(cmd, call->booth, call->id);
	touch_call_call(cmd, call->id, call->id);
}

enum err call_save(struct cmd *cmd, struct call *call)
{
	bool is_over = call->life.state == CALL_STATE_ENDED;
	int64_t due_ms = is_over ? call->life.ended_ms + AFTER_TALK_MS : call_due_ms(&call->life);
	enum err e;

	call->version++;
	e = call_db_update(cmd->db, call);
	if (!e && due_ms)
		e = cmd_timer(cmd, due_ms, CMD_CALL_TIMEOUT,
			      arena_printf(cmd->arena, "{\"call\":%lld,\"version\":%u}",
					   (long long)call->id, call->version));
	call_touch(cmd, call);
	touch_me_seat(cmd, call->recruiter, call->seat);
	touch_console_seat(cmd, call->booth, call->seat);
	return e;
}

/* ---- what follows from a step ---- */

static enum err step_others(struct cmd *cmd, const struct call *call, enum entry_event on_entry,
			    enum seat_event on_seat, enum booking_event on_booking)
{
	struct entry entry;
	struct seat seat;
	struct booking booking;
	enum err e = entry_db_get(cmd->db, cmd->arena, call->entry, &entry);

	if (!e)
		e = seat_db_get(cmd->db, cmd->arena, call->seat, &seat);
	if (!e && entry.booking) {
		e = booking_db_get(cmd->db, cmd->arena, entry.booking, &booking);
		if (!e)
			e = booking_apply(cmd, &booking, on_booking);
		if (e == ERR_WRONG_STATE)
			e = ERR_OK; /* a ring changes nothing about a booking */
	}
	if (!e)
		e = entry_apply(cmd, &entry, on_entry);
	return e ? e : seat_apply(cmd, &seat, on_seat, 0);
}

/* They talked: the employer owes an answer from here on. */
static enum err note_talk(struct cmd *cmd, const struct call *call)
{
	struct lead lead;
	struct booth booth;
	enum err e = lead_ensure(cmd, call->fair, call->booth, call->student, &lead);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, call->booth, &booth);
	if (!e)
		e = call_back_over(cmd, call->booth, call->student);
	if (!e)
		e = booking_spent(cmd, &booth, call->student);
	if (!e)
		e = lead_advance(&lead, LEAD_TALK);
	if (e)
		return e;
	/* Unless it goes on already, a talk is owed an answer of its own. */
	if (lead.state == LEAD_STATE_SPOKEN) {
		lead_unanswer(&lead);
		lead.due_ms = cmd->now_ms + booth.answer_ms;
	}
	lead.owner = call->recruiter;
	lead.spoken_ms = cmd->now_ms;
	e = tell_owing(cmd, &lead);
	return e ? e : lead_save(cmd, &lead);
}

/* Nobody is called any more at a fair that closed meanwhile: a place that no talk came of ends too. */
static enum err close_behind(struct cmd *cmd, const struct call *call)
{
	struct entry entry;
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, call->booth, &booth);

	if (e || booth.fair_state != FAIR_STATE_CLOSED)
		return e;
	e = entry_db_get(cmd->db, cmd->arena, call->entry, &entry);
	return e || entry.life.ended_ms ? e : entry_apply(cmd, &entry, ENTRY_CLOSE);
}

/* What it costs not to answer, or not to come: nothing before a booked time of one's own. And when seats that
 * call by themselves may try again. */
static enum err judge_miss(struct cmd *cmd, const struct call *call, bool *ret_costs)
{
	struct entry entry;
	struct booking booking = { 0 };
	enum err e = entry_db_get(cmd->db, cmd->arena, call->entry, &entry);

	if (!e && entry.booking)
		e = booking_db_get(cmd->db, cmd->arena, entry.booking, &booking);
	*ret_costs = booking.starts_ms <= cmd->now_ms;
	return e ? e : line_match_at(cmd, call->booth, *ret_costs ? cmd->now_ms + REST_MS : booking.starts_ms);
}

/* A ring that is over without an answer. */
static enum err follow_ring(struct cmd *cmd, const struct call *call)
{
	bool costs = false;
	enum err e = ERR_OK;

	if (call->life.reason != END_REASON_WITHDRAWN)
		e = judge_miss(cmd, call, &costs);
	return e ? e : step_others(cmd, call, costs ? ENTRY_MISS : ENTRY_RING_OVER, SEAT_RING_OVER,
				   BOOKING_TALK_FAILED);
}

/* It was answered, and its clock never ran. Who waits in vain for a student who does not come has lost
 * time as with one who does not answer; a seat whose recruiter does not come calls nobody else by itself. */
static enum err follow_failure(struct cmd *cmd, const struct call *call)
{
	bool is_lost = call->life.reason == END_REASON_LOST, costs = false;
	enum err e = ERR_OK;

	if (is_lost && call->recruiter_page && !call->student_page)
		e = judge_miss(cmd, call, &costs);
	if (!e)
		e = step_others(cmd, call, costs ? ENTRY_NOT_COME : ENTRY_CALL_FAILED, SEAT_TALKED,
				BOOKING_TALK_FAILED);
	return e || !is_lost || call->recruiter_page ? e : seat_stop_auto(cmd, call->seat);
}

static enum err follow_end(struct cmd *cmd, const struct call *call, enum call_state before)
{
	enum err e;

	if (before == CALL_STATE_RINGING) {
		e = follow_ring(cmd, call);
	} else if (!call->life.started_ms) {
		e = follow_failure(cmd, call);
	} else {
		e = step_others(cmd, call, ENTRY_TALKED, SEAT_TALKED, BOOKING_TALKED);
		if (!e)
			e = note_talk(cmd, call);
	}
	if (!e)
		e = close_behind(cmd, call);
	/* Whoever was lost meanwhile was in the call's own grace; now theirs has its say. */
	if (!e)
		e = person_look_again(cmd, call->student);
	return e ? e : person_look_again(cmd, call->recruiter);
}

enum err call_text_changed(struct cmd *cmd, int64_t account)
{
	struct call last;
	int64_t id;
	enum err e = call_db_last_talk(cmd->db, account, &id);

	if (!e && id)
		e = call_db_get(cmd->db, cmd->arena, id, &last);
	if (e || !id)
		return e;
	touch_me_call(cmd, last.student, id);
	touch_me_call(cmd, last.recruiter, id);
	touch_call_call(cmd, id, id);
	return ERR_OK;
}

/* A talk in the time of the student's booking here is that booking's, however it came about. */
static enum err begin_talk(struct cmd *cmd, const struct call *call)
{
	struct entry entry;
	enum err e = entry_db_get(cmd->db, cmd->arena, call->entry, &entry);

	if (!e && !entry.booking)
		e = booking_claim(cmd, &entry);
	if (!e)
		e = call_text_changed(cmd, call->student);
	if (!e)
		e = call_text_changed(cmd, call->recruiter);
	return e ? e : step_others(cmd, call, ENTRY_ACCEPT, SEAT_TALK, BOOKING_TALK);
}

/* How long the two may talk: as long as was booked, or as the booth says; and how often longer, as the fair does. */
static enum err terms_of(struct cmd *cmd, const struct call *call, struct call_terms *ret)
{
	struct booth booth;
	struct entry entry;
	struct booking booking;
	enum err e = booth_get(cmd->db, cmd->arena, call->booth, &booth);

	*ret = (struct call_terms){ booth.talk_ms, booth.numbers.extensions };
	if (e || call->life.state != CALL_STATE_CONNECTING) /* the clock starts at its end */
		return e;
	e = entry_db_get(cmd->db, cmd->arena, call->entry, &entry);
	if (e || !entry.booking)
		return e;
	e = booking_db_get(cmd->db, cmd->arena, entry.booking, &booking);
	ret->talk_ms = booking.ends_ms - booking.starts_ms;
	return e;
}

enum err call_apply(struct cmd *cmd, struct call *call, enum call_event event)
{
	enum call_state before = call->life.state;
	struct call_terms terms;
	enum err e = terms_of(cmd, call, &terms);

	if (!e)
		e = call_step(&call->life, event, cmd->now_ms, &terms);
	if (!e)
		e = call_save(cmd, call);
	if (e || before == call->life.state)
		return e;
	if (before == CALL_STATE_CONNECTING && call->life.state == CALL_STATE_LIVE)
		return student_shown(cmd, call);
	if (call->life.state == CALL_STATE_CONNECTING)
		return begin_talk(cmd, call);
	if (call->life.state == CALL_STATE_ENDED)
		return follow_end(cmd, call, before);
	return ERR_OK;
}

static enum err apply_by_id(struct cmd *cmd, int64_t id, enum call_event event)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, id, &call);

	return e ? e : call_apply(cmd, &call, event);
}

/* ---- answering, and the two pages ---- */

enum err on_call_accept(struct cmd *cmd, const struct call_accept_args *args,
			struct call_accept_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->call, CALL_ACCEPT);
}

enum err on_call_one_more_minute(struct cmd *cmd, const struct call_one_more_minute_args *args,
				 struct call_one_more_minute_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->call, CALL_EXTRA_MINUTE);
}

enum err on_call_decline(struct cmd *cmd, const struct call_decline_args *args,
			 struct call_decline_reply *ret_reply)
{
	(void)ret_reply;
	return apply_by_id(cmd, args->call, CALL_DECLINE);
}

enum err on_call_join(struct cmd *cmd, const struct call_join_args *args,
		      struct call_join_reply *ret_reply)
{
	struct call call;
	struct booth booth;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, call.booth, &booth);
	if (e)
		return e;
	if (call.life.state == CALL_STATE_RINGING || call.life.state == CALL_STATE_ENDED)
		return ERR_WRONG_STATE;
	call.pages++;
	if (cmd->who.account == call.student)
		call.student_page = call.pages;
	else
		call.recruiter_page = call.pages;
	call.life.are_pages_there = call.student_page && call.recruiter_page;
	/* The newest page number is new for every pair of page loads. */
	call.pair = call.life.are_pages_there ? call.pages : 0;
	cmd_farewell(cmd, CMD_CALL_PAGE_LOST,
		     arena_printf(cmd->arena, "{\"call\":%lld,\"page\":%u}", (long long)call.id,
				  call.pages));
	ret_reply->page = call.pages;
	ret_reply->ice = ice_servers(cmd, &call, booth.numbers.extensions, &ret_reply->n_ice);
	return call_apply(cmd, &call, CALL_PAGES_BACK);
}

enum err on_call_page_lost(struct cmd *cmd, const struct call_page_lost_args *args,
			   struct call_page_lost_reply *ret_reply)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (e || call.life.state == CALL_STATE_ENDED)
		return e;
	if (call.student_page == args->page)
		call.student_page = 0;
	else if (call.recruiter_page == args->page)
		call.recruiter_page = 0;
	else
		return ERR_OK; /* a newer page took its place */
	call.pair = 0;
	call.life.are_pages_there = false;
	return call_apply(cmd, &call, CALL_PAGE_LOST);
}

enum err on_call_signal(struct cmd *cmd, const struct call_signal_args *args,
			struct call_signal_reply *ret_reply)
{
	struct wire_signal signal = { .from = cmd->who.account, .pair = args->pair,
				      .kind = args->kind, .data = args->data };
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (e || call.life.state == CALL_STATE_ENDED)
		return e ? e : ERR_WRONG_STATE;
	if (!call.pair || call.pair != args->pair)
		return ERR_STALE_PAIR;
	publish_call_signal(cmd, call.id, &signal);
	return ERR_OK;
}

enum err on_call_connected(struct cmd *cmd, const struct call_connected_args *args,
			   struct call_connected_reply *ret_reply)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (e)
		return e;
	if (!call.pair || call.pair != args->pair)
		return ERR_STALE_PAIR;
	return call_apply(cmd, &call, CALL_CONNECTED);
}

/* ---- time and the end ---- */

/* Two more minutes, and rounding off behind them, never run into a booking that needs this seat, nor
 * into one that the student has elsewhere. */
static enum err may_extend(struct cmd *cmd, const struct call *call)
{
	int64_t ends_ms = call->life.state == CALL_STATE_LIVE ? call->life.ends_ms : cmd->now_ms;
	int64_t later_ms = ends_ms + EXTENSION_MS + ROUND_OFF_MS;
	struct occupation o = { .student = call->student, .free_ms = ends_ms, .later_ms = later_ms };
	bool is_delayed = false;
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, call->booth, &booth);

	if (!e && call->life.extensions >= booth.numbers.extensions)
		return ERR_EXTENSION_SPENT;
	if (!e)
		e = delays_booking(cmd, call->seat, &booth, &o, &is_delayed);
	if (!e && !is_delayed)
		e = booking_db_is_elsewhere(cmd->db, call->student, call->booth, cmd->now_ms, later_ms,
					    &is_delayed);
	return e ? e : is_delayed ? ERR_EXTENSION_TOO_LATE : ERR_OK;
}

enum err on_call_extend(struct cmd *cmd, const struct call_extend_args *args,
			struct call_extend_reply *ret_reply)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	if (!e && call.life.state != CALL_STATE_LIVE && call.life.state != CALL_STATE_ROUNDING_OFF)
		return ERR_WRONG_STATE;
	if (!e)
		e = may_extend(cmd, &call);
	if (e)
		return e;
	if (!call.asked_by || call.asked_by == cmd->who.account) {
		call.asked_by = cmd->who.account;
		return call_save(cmd, &call);
	}
	call.asked_by = 0;
	ret_reply->is_extended = true;
	return call_apply(cmd, &call, CALL_EXTEND);
}

enum err on_call_end(struct cmd *cmd, const struct call_end_args *args,
		     struct call_end_reply *ret_reply)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (e)
		return e;
	/* Only the recruiter takes a ring back; the student lets the turn pass instead. */
	if (call.life.state == CALL_STATE_RINGING && cmd->who.account == call.student)
		return ERR_WRONG_STATE;
	/* Or it would ring the same one again at once. */
	if (call.life.state == CALL_STATE_RINGING)
		e = seat_stop_auto(cmd, call.seat);
	return e ? e : call_apply(cmd, &call, CALL_HANG_UP);
}

enum err on_call_timeout(struct cmd *cmd, const struct call_timeout_args *args,
			 struct call_timeout_reply *ret_reply)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (e || call.version != args->version)
		return e;
	if (call.life.state != CALL_STATE_ENDED)
		return call_apply(cmd, &call, CALL_TIMEOUT);
	touch_me_call(cmd, call.student, call.id);
	touch_me_call(cmd, call.recruiter, call.id);
	touch_call_call(cmd, call.id, call.id);
	return ERR_OK;
}

/* ---- what followers see ---- */

static enum err fill_names(const struct view *v, const struct call *call, struct wire_call *ret)
{
	struct person student, recruiter;
	struct booth booth;
	struct entry entry;
	struct lead lead;
	bool is_hidden;
	enum err e = person_db_get(v->db, v->arena, call->student, &student);

	if (!e)
		e = person_db_get(v->db, v->arena, call->recruiter, &recruiter);
	if (!e)
		e = booth_get(v->db, v->arena, call->booth, &booth);
	if (!e)
		e = entry_db_get(v->db, v->arena, call->entry, &entry);
	if (!e)
		e = lead_db_of(v->db, v->arena, call->booth, call->student, &lead);
	if (!e)
		e = name_for_booth(v, &booth, call->student, &student.name, &is_hidden);
	if (e)
		return e;
	ret->student_name = student.name;
	ret->recruiter_name = recruiter.name;
	ret->booth_name = booth.name;
	if (call->life.state != CALL_STATE_ENDED && booth.numbers.extensions > call->life.extensions)
		ret->extensions_left = booth.numbers.extensions - call->life.extensions;
	ret->has_number = true;
	ret->number = entry.number;
	ret->has_lead = lead.id != 0;
	ret->lead = lead.id;
	return ERR_OK;
}

static void fill_life(const struct call_life *life, struct wire_call *ret)
{
	ret->state = life->state;
	ret->is_extra_minute_used = life->is_extra_minute_used;
	ret->has_deadline_ms = life->deadline_ms != 0;
	ret->deadline_ms = life->deadline_ms;
	ret->has_started_ms = life->started_ms != 0;
	ret->started_ms = life->started_ms;
	ret->has_ended_ms = life->ended_ms != 0;
	ret->ended_ms = life->ended_ms;
	ret->has_ends_ms = life->ends_ms != 0;
	ret->ends_ms = life->ends_ms;
	ret->has_left_ms = life->left_ms != 0;
	ret->left_ms = life->left_ms;
	ret->extensions = life->extensions;
	ret->has_reason = life->has_reason;
	ret->reason = life->reason;
}

static enum err fill_call(const struct view *v, const struct call *call, struct wire_call *ret)
{
	enum err e;

	*ret = (struct wire_call){
		.id = call->id,
		.booth = call->booth,
		.chat = call->chat,
		.student = call->student,
		.recruiter = call->recruiter,
		.has_asked_by = call->asked_by != 0,
		.asked_by = call->asked_by,
		.student_pair = call->student_page,
		.recruiter_pair = call->recruiter_page,
		.pair = call->pair,
		.initiator = call->recruiter,
	};
	fill_life(&call->life, ret);
	e = meet_text_is_open(v->db, call->id, v->now_ms, &ret->is_text_open);
	if (!e && ret->is_text_open)
		ret->is_text_open = !safety_may_meet(v->db, call->fair, call->booth, call->student);
	return e ? e : fill_names(v, call, ret);
}

enum err list_me_call(const struct view *v, int64_t topic, struct ids *ret)
{
	return call_db_of_person_since(v->db, v->arena, topic, v->now_ms - AFTER_TALK_MS, ret);
}

enum err read_me_call(const struct view *v, int64_t topic, int64_t key, struct wire_call *ret,
		      bool *ret_found)
{
	struct call call;
	enum err e = call_db_get(v->db, v->arena, key, &call);

	(void)topic;
	*ret_found = !e && (!call.life.ended_ms || call.life.ended_ms > v->now_ms - AFTER_TALK_MS);
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return fill_call(v, &call, ret);
}

enum err list_console_call(const struct view *v, int64_t topic, struct ids *ret)
{
	return call_db_at_booth(v->db, v->arena, topic, ret);
}

enum err read_console_call(const struct view *v, int64_t topic, int64_t key, struct wire_call *ret,
			   bool *ret_found)
{
	struct call call;
	enum err e = call_db_get(v->db, v->arena, key, &call);

	(void)topic;
	*ret_found = !e && call.life.state != CALL_STATE_ENDED;
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return fill_call(v, &call, ret);
}

enum err list_call_call(const struct view *v, int64_t topic, struct ids *ret)
{
	*ret = ids_one(v->arena, topic);
	return ERR_OK;
}

enum err read_call_call(const struct view *v, int64_t topic, int64_t key, struct wire_call *ret,
			bool *ret_found)
{
	struct call call;
	enum err e = call_db_get(v->db, v->arena, key, &call);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	return fill_call(v, &call, ret);
}
