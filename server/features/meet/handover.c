/*
 * Handing a student over, before everybody and with a word (design §2: precedence 0): to a colleague
 * at once; to another booth as an offer, because a card is shown only where its student wants that.
 * Calling back who was missed is such an offer of a booth for itself. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/safety/safety.h"

enum err resolve_handover(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct handover h;
	enum err e = handover_db_get(db, &arena, id, &h);

	if (!e)
		*ret = (struct object){ .fair = h.fair, .parties = { h.student } };
	arena_done(&arena);
	return e;
}

/* A place before everybody: a new one, or the one that the student has there already. */
static enum err place_first(struct cmd *cmd, const struct booth *booth, int64_t student,
			    int64_t wanted_seat, struct str note, struct entry *ret)
{
	enum err e = entry_db_of(cmd->db, cmd->arena, booth->id, student, ret);

	if (e)
		return e;
	if (!ret->id) {
		*ret = (struct entry){ .account = student, .note = note, .wanted_seat = wanted_seat };
		return entry_create(cmd, booth, ret);
	}
	if (ret->life.state == ENTRY_STATE_AWAY || ret->life.state == ENTRY_STATE_SUSPENDED)
		e = entry_apply(cmd, ret, ENTRY_COME_BACK);
	if (!e)
		e = rank_first(cmd, ret);
	if (e)
		return e;
	ret->note = note;
	ret->wanted_seat = wanted_seat;
	ret->life.misses = 0; /* those were of another turn */
	return entry_save(cmd, ret);
}

/* Only a colleague who is at work there can be meant. */
static enum err check_colleague(struct cmd *cmd, const struct call *call, int64_t id)
{
	struct seat seat;
	enum err e = seat_db_get(cmd->db, cmd->arena, id, &seat);

	if (e == ERR_NOT_FOUND || (!e && (seat.booth != call->booth || seat.id == call->seat ||
					  seat.life.state == SEAT_STATE_OFFLINE ||
					  seat.life.state == SEAT_STATE_PAUSED)))
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.seat",
				  "the seat of a colleague who is at work at this booth");
	return e;
}

static enum err offer(struct cmd *cmd, const struct call *call, const struct booth *to,
		      struct str note)
{
	struct handover h = {
		.id = cmd_id(cmd),
		.fair = call->fair,
		.student = call->student,
		.recruiter = call->recruiter,
		.from = call->booth,
		.to = to->id,
		.note = note,
		.state = HANDOVER_STATE_OFFERED,
	};

	touch_me_handover(cmd, h.student, h.id);
	return handover_db_insert(cmd->db, &h, cmd->now_ms);
}

/* Nobody is meant for whoever works elsewhere: that booth decides itself. */
static enum err check_no_seat(struct cmd *cmd, const struct call_transfer_args *args)
{
	return args->has_seat ? cmd_refuse(cmd, ERR_BAD_VALUE, "args.seat", "absent, where it is another booth") :
				ERR_OK;
}

/* Another booth must be able to take them: somebody is there, the line is open, and neither side said
 * that they do not want to meet. */
static enum err check_booth(struct cmd *cmd, const struct call *call, const struct booth *to)
{
	struct seat_counts seats;
	enum err e = safety_may_meet(cmd->db, to->fair, to->id, call->student);

	if (!e && to->is_line_closed)
		return ERR_LINE_CLOSED;
	if (!e)
		e = seat_db_count(cmd->db, to->id, &seats);
	return !e && !seats.staffed ? ERR_BOOTH_UNSTAFFED : e;
}

enum err on_call_transfer(struct cmd *cmd, const struct call_transfer_args *args,
			  struct call_transfer_reply *ret_reply)
{
	struct call call;
	struct booth to;
	struct entry entry;
	enum err e = call_db_get(cmd->db, cmd->arena, args->call, &call);

	(void)ret_reply;
	if (!e)
		e = booth_get(cmd->db, cmd->arena, args->booth, &to);
	if (!e && to.fair != call.fair)
		return ERR_NOT_FOUND;
	if (!e && to.fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	if (!e && (!call.life.started_ms || call.life.state == CALL_STATE_ENDED))
		return ERR_WRONG_STATE;
	if (!e && to.id != call.booth)
		e = check_no_seat(cmd, args);
	if (!e)
		e = to.id == call.booth ?
			    check_colleague(cmd, &call, args->has_seat ? args->seat : 0) :
			    check_booth(cmd, &call, &to);
	if (!e)
		e = call_apply(cmd, &call, CALL_HANG_UP);
	if (e)
		return e;
	if (to.id == call.booth)
		return place_first(cmd, &to, call.student, args->seat, args->note, &entry);
	return offer(cmd, &call, &to, args->note);
}

/* Whoever waits or talks here needs no offer; nor does who has one, or did not want it. */
static enum err check_call_back(struct cmd *cmd, const struct lead *lead)
{
	struct entry entry;
	enum handover_state state;
	int64_t offered;
	enum err e = entry_db_of(cmd->db, cmd->arena, lead->booth, lead->account, &entry);

	if (e)
		return e;
	if (entry.id && (entry.life.state == ENTRY_STATE_CALLED ||
			 entry.life.state == ENTRY_STATE_IN_CALL))
		return ERR_STUDENT_IN_TALK;
	if (entry.id)
		return ERR_STUDENT_WAITS;
	e = safety_may_meet(cmd->db, lead->fair, lead->booth, lead->account);
	if (e)
		return e;
	e = handover_db_back(cmd->db, lead->booth, lead->account, &offered, &state);
	return e || !offered || state == HANDOVER_STATE_ACCEPTED ? e : ERR_ALREADY_OFFERED;
}

enum err on_lead_call_back(struct cmd *cmd, const struct lead_call_back_args *args,
			   struct lead_call_back_reply *ret_reply)
{
	struct lead lead;
	struct booth booth;
	struct seat_counts seats;
	struct handover h;
	enum err e = lead_db_get(cmd->db, cmd->arena, args->lead, &lead);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, lead.booth, &booth);
	if (!e)
		e = seat_db_count(cmd->db, lead.booth, &seats);
	if (e)
		return e;
	if (booth.fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	if (lead.state != LEAD_STATE_QUEUED)
		return ERR_WRONG_STATE; /* they talked, or the student took the card back */
	e = check_call_back(cmd, &lead);
	if (e)
		return e;
	if (!seats.staffed)
		return ERR_BOOTH_UNSTAFFED;
	h = (struct handover){ .id = cmd_id(cmd),
			       .fair = lead.fair,
			       .student = lead.account,
			       .recruiter = cmd->who.account,
			       .from = lead.booth,
			       .to = lead.booth,
			       .note = args->note,
			       .state = HANDOVER_STATE_OFFERED };
	ret_reply->handover = h.id;
	touch_me_handover(cmd, h.student, h.id);
	touch_console_lead(cmd, lead.booth, lead.id);
	return handover_db_insert(cmd->db, &h, cmd->now_ms);
}

enum err handovers_touch(struct cmd *cmd, int64_t booth)
{
	struct ids open;
	enum err e = handover_db_open_to(cmd->db, cmd->arena, booth, &open);

	for (size_t i = 0; !e && i < open.n; i++) {
		struct handover h;

		e = handover_db_get(cmd->db, cmd->arena, open.at[i], &h);
		if (!e)
			touch_me_handover(cmd, h.student, h.id);
	}
	return e;
}

enum err handover_apply(struct cmd *cmd, struct handover *h, enum handover_event event)
{
	enum err e = handover_step(&h->state, event);

	if (e)
		return e;
	touch_me_handover(cmd, h->student, h->id);
	return handover_db_set_state(cmd->db, h->id, h->state);
}

/* They are to meet no more. What a coordinator asked is over as if its time had passed: it is nobody's no, and tells
 * them of nobody's wish. */
enum err handover_end(struct cmd *cmd, struct handover *h)
{
	if (!h->until_ms)
		return handover_apply(cmd, h, HANDOVER_END);
	touch_me_handover(cmd, h->student, h->id);
	return handover_db_set_until(cmd->db, h->id, cmd->now_ms);
}

enum err call_back_over(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct handover h;
	enum handover_state state;
	int64_t id;
	enum err e = handover_db_back(cmd->db, booth, student, &id, &state);

	if (e || !id)
		return e;
	e = handover_db_get(cmd->db, cmd->arena, id, &h);
	if (!e)
		e = handover_apply(cmd, &h, HANDOVER_TALK);
	return e == ERR_WRONG_STATE ? ERR_OK : e; /* it was decided before */
}

/* A coordinator's question is for a while only. */
static bool is_open(const struct handover *h, int64_t now_ms)
{
	return h->state == HANDOVER_STATE_OFFERED && (!h->until_ms || h->until_ms > now_ms);
}

static enum err decide(struct cmd *cmd, int64_t id, enum handover_event event, struct handover *ret)
{
	enum err e = handover_db_get(cmd->db, cmd->arena, id, ret);

	if (!e && !is_open(ret, cmd->now_ms))
		return ERR_WRONG_STATE;
	if (!e)
		e = handover_apply(cmd, ret, event);
	return e ? e : lead_look_again(cmd, ret->from, ret->student);
}

/* A place before everybody. From now on that booth sees the card. */
static enum err go_first(struct cmd *cmd, const struct booth *to, const struct handover *h, int64_t *ret_entry)
{
	struct entry entry;
	struct lead lead;
	enum err e = safety_may_meet(cmd->db, to->fair, to->id, h->student);

	if (!e)
		e = place_first(cmd, to, h->student, 0, h->note, &entry);
	if (!e)
		e = lead_ensure(cmd, to->fair, to->id, h->student, &lead);
	*ret_entry = e ? 0 : entry.id;
	return e;
}

enum err on_handover_accept(struct cmd *cmd, const struct handover_accept_args *args,
			    struct handover_accept_reply *ret_reply)
{
	struct handover h;
	struct booth to;
	struct queue_join_reply joined;
	enum err e = decide(cmd, args->handover, HANDOVER_ACCEPT, &h);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, h.to, &to);
	if (!e && to.fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	if (e || !h.until_ms)
		return e ? e : go_first(cmd, &to, &h, &ret_reply->entry);
	e = line_join(cmd, h.to, STR(""), &joined);
	ret_reply->entry = joined.entry;
	return e;
}

enum err on_handover_decline(struct cmd *cmd, const struct handover_decline_args *args,
			     struct handover_decline_reply *ret_reply)
{
	struct handover h;

	(void)ret_reply;
	return decide(cmd, args->handover, HANDOVER_DECLINE, &h);
}

enum err list_me_handover(const struct view *v, int64_t topic, struct ids *ret)
{
	return handover_db_of_person(v->db, v->arena, topic, v->now_ms, ret);
}

enum err read_me_handover(const struct view *v, int64_t topic, int64_t key,
			  struct wire_handover *ret, bool *ret_found)
{
	struct handover h;
	struct booth from, to;
	struct person recruiter;
	enum err e = handover_db_get(v->db, v->arena, key, &h);

	(void)topic;
	*ret_found = !e && is_open(&h, v->now_ms);
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, h.from, &from);
	if (!e)
		e = booth_get(v->db, v->arena, h.to, &to);
	if (!e)
		e = person_db_get(v->db, v->arena, h.recruiter, &recruiter);
	*ret_found = !e && to.fair_state == FAIR_STATE_OPEN;
	if (!e)
		*ret = (struct wire_handover){ .id = h.id,
					       .recruiter_name = recruiter.name,
					       .from = h.from,
					       .from_name = from.name,
					       .booth = h.to,
					       .booth_name = to.name,
					       .note = h.note,
					       .has_until_ms = h.until_ms != 0,
					       .until_ms = h.until_ms };
	return e;
}
