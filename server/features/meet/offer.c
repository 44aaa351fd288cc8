/*
 * Times that are offered: a slot that came free to the first on the booth's waiting list, one that a
 * coordinator or the booth gives, one that moved with its fair. An offer holds its slot until a
 * deadline; then it goes to the next one. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/meet/tell.h"

struct booking booking_of(struct cmd *cmd, const struct slot *slot, int64_t student,
			  enum booking_state state)
{
	return (struct booking){
		.id = cmd_id(cmd),
		.fair = slot->fair,
		.booth = slot->booth,
		.slot = slot->id,
		.account = student,
		.starts_ms = slot->starts_ms,
		.ends_ms = slot->ends_ms,
		.state = state,
	};
}

static enum err set_deadline(struct cmd *cmd, const struct booking *booking)
{
	return cmd_timer(cmd, booking->until_ms, CMD_BOOKING_EXPIRE,
			 arena_printf(cmd->arena, "{\"booking\":%lld,\"version\":%u}",
				      (long long)booking->id, booking->version));
}

/* ERR_SLOT_PAST: it starts too soon to be offered. */
static enum err offer(struct cmd *cmd, const struct slot *slot, int64_t student,
		      enum offer_kind kind, int64_t *ret)
{
	struct booking booking = booking_of(cmd, slot, student, BOOKING_STATE_OFFERED);
	enum err e;

	booking.has_offer = true;
	booking.offer = kind;
	booking.until_ms = offer_until_ms(kind, cmd->now_ms, slot->starts_ms);
	if (!booking.until_ms)
		return ERR_SLOT_PAST;
	*ret = booking.id;
	booking_touch(cmd, &booking);
	e = booking_db_insert(cmd->db, &booking, cmd->now_ms);
	if (!e)
		e = set_deadline(cmd, &booking);
	if (!e)
		e = tell_offered(cmd, &booking);
	return e ? e : lead_look_again(cmd, slot->booth, student);
}

/* ---- the waiting list ---- */

enum err slot_waiters_touch(struct cmd *cmd, int64_t booth)
{
	struct ids waiters;
	enum err e = slot_wait_db_of_booth(cmd->db, cmd->arena, booth, &waiters);

	for (size_t i = 0; !e && i < waiters.n; i++)
		touch_me_slot_wait(cmd, waiters.at[i], booth);
	return e;
}

enum err slot_wait_end(struct cmd *cmd, int64_t booth, int64_t student)
{
	enum err e = slot_waiters_touch(cmd, booth);

	return e ? e : slot_wait_db_remove(cmd->db, booth, student);
}

enum err on_slot_wait(struct cmd *cmd, const struct slot_wait_args *args,
		      struct slot_wait_reply *ret_reply)
{
	struct booth booth;
	struct booking_conflicts found;
	struct slot any = { .booth = args->booth };
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	if (!e && booth.fair_state == FAIR_STATE_CLOSED)
		return ERR_WRONG_STATE;
	if (!e)
		e = may_talk_again(cmd, &booth, cmd->who.account);
	if (!e)
		e = booking_db_conflicts(cmd->db, cmd->who.account, &any, 0, &found);
	if (!e && found.is_at_booth)
		return ERR_ALREADY_BOOKED;
	if (!e)
		e = slot_wait_db_add(cmd->db, booth.fair, booth.id, cmd->who.account, cmd->now_ms);
	if (!e) /* others of the same moment may stand behind */
		e = slot_waiters_touch(cmd, booth.id);
	return e ? e : slot_wait_db_place(cmd->db, args->booth, cmd->who.account, &ret_reply->place);
}

enum err on_slot_unwait(struct cmd *cmd, const struct slot_unwait_args *args,
			struct slot_unwait_reply *ret_reply)
{
	(void)ret_reply;
	return slot_wait_end(cmd, args->booth, cmd->who.account);
}

/* Why somebody cannot have this slot, and the next one may. */
static bool is_passed_over(enum err e)
{
	return e == ERR_ALREADY_BOOKED || e == ERR_SLOT_OVERLAPS || e == ERR_TOO_MANY_BOOKINGS ||
	       e == ERR_BLOCKED || e == ERR_SENT_AWAY || e == ERR_SPOKEN_ENOUGH ||
	       e == ERR_SLOT_TOO_SOON;
}

/* Offers the slot to this one, unless they had it before or cannot hold it. */
static enum err offer_to(struct cmd *cmd, const struct booth *booth, const struct slot *slot,
			 int64_t student, bool *ret_done)
{
	bool had;
	int64_t booking;
	enum err e = booking_db_had(cmd->db, student, slot->id, &had);

	if (e || had)
		return e;
	e = may_hold(cmd, booth, slot, student, 0);
	if (!e)
		e = may_talk_again(cmd, booth, student);
	if (!e)
		e = offer(cmd, slot, student, OFFER_KIND_WAITING_LIST, &booking);
	*ret_done = !e;
	return is_passed_over(e) ? ERR_OK : e;
}

/* Whether whoever waits for a time at this booth can be offered this one now. */
static bool is_on_offer(struct cmd *cmd, const struct booth *booth, const struct slot *slot)
{
	return slot->opens_ms <= cmd->now_ms && slot->starts_ms >= cmd->now_ms + OFFER_LEAST_MS &&
	       !slot->is_removed && booth->fair_state != FAIR_STATE_CLOSED;
}

enum err slot_offer_next(struct cmd *cmd, int64_t id)
{
	struct slot slot;
	struct booth booth;
	struct ids waiters;
	bool is_done = false;
	enum err e = slot_db_get(cmd->db, id, &slot);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, slot.booth, &booth);
	if (e || !is_on_offer(cmd, &booth, &slot))
		return e;
	e = slot_wait_db_of_booth(cmd->db, cmd->arena, slot.booth, &waiters);
	for (size_t i = 0; !e && !is_done && i < waiters.n; i++)
		e = offer_to(cmd, &booth, &slot, waiters.at[i], &is_done);
	return e;
}

/* Whether somebody gave it back, or this booking stood in its way; what was free all along they could have
 * booked. */
static enum err is_news(struct cmd *cmd, const struct slot *slot, const struct booking *over, bool *ret)
{
	*ret = slot->starts_ms < over->ends_ms && over->starts_ms < slot->ends_ms;
	return *ret ? ERR_OK : slot_db_was_given_back(cmd->db, slot->id, ret);
}

/* The first free slot of a booth that they could not have until now. */
static enum err offer_another(struct cmd *cmd, int64_t id, const struct booking *over)
{
	struct booth booth;
	struct ids slots;
	bool is_done = false;
	enum err e = booth_get(cmd->db, cmd->arena, id, &booth);

	if (!e)
		e = slot_db_free_at_booth(cmd->db, cmd->arena, id, cmd->now_ms, &slots);
	for (size_t i = 0; !e && !is_done && i < slots.n; i++) {
		struct slot slot;
		bool is_new = false;

		e = slot_db_get(cmd->db, slots.at[i], &slot);
		if (!e && is_on_offer(cmd, &booth, &slot))
			e = is_news(cmd, &slot, over, &is_new);
		if (!e && is_new)
			e = offer_to(cmd, &booth, &slot, over->account, &is_done);
	}
	return e;
}

enum err slot_offer_unblocked(struct cmd *cmd, const struct booking *over)
{
	struct ids booths;
	enum err e = slot_wait_db_of_person(cmd->db, cmd->arena, over->account, &booths);

	for (size_t i = 0; !e && i < booths.n; i++)
		e = offer_another(cmd, booths.at[i], over);
	return e;
}

enum err list_me_slot_wait(const struct view *v, int64_t topic, struct ids *ret)
{
	return slot_wait_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_slot_wait(const struct view *v, int64_t topic, int64_t key,
			   struct wire_slot_wait *ret, bool *ret_found)
{
	struct booth booth;
	enum err e = booth_get(v->db, v->arena, key, &booth);

	*ret = (struct wire_slot_wait){ .id = key, .booth_name = booth.name };
	if (!e)
		e = slot_wait_db_place(v->db, key, topic, &ret->place);
	*ret_found = !e && ret->place && booth.fair_state != FAIR_STATE_CLOSED;
	return e;
}

/* ---- offers and what becomes of them ---- */

/* A coordinator gives times to their own students; a booth to those whose card it has. Somebody may be
 * the one here and the other at another booth. */
static enum err may_offer(struct cmd *cmd, const struct slot *slot, int64_t student)
{
	struct lead lead = { 0 };
	bool is_own = false, is_staff = false;
	enum err e = ERR_OK;

	if (cmd->who.roles & (1U << CALLER_COORDINATOR))
		e = coordinator_db_is_of(cmd->db, slot->fair, cmd->who.account, student, &is_own);
	if (!e && !is_own)
		e = person_db_is_staff(cmd->db, slot->booth, cmd->who.account, &is_staff);
	if (!e && is_staff)
		e = lead_db_of(cmd->db, cmd->arena, slot->booth, student, &lead);
	/* What is not open to everybody yet is the coordinators' to give. */
	if (!e && !is_own && lead.id && slot->opens_ms > cmd->now_ms)
		return ERR_SLOT_NOT_OPEN;
	if (!e && !is_own && (!lead.id || lead.state == LEAD_STATE_WITHDRAWN))
		return cmd_refuse(cmd, ERR_NOT_FOUND, "args.student",
				  "a student of your school, or one who left their card here");
	return e;
}

enum err on_slot_offer(struct cmd *cmd, const struct slot_offer_args *args,
		       struct slot_offer_reply *ret_reply)
{
	struct slot slot;
	struct booth booth;
	bool had = false;
	enum err e = slot_db_get(cmd->db, args->slot, &slot);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, slot.booth, &booth);
	if (!e)
		e = may_offer(cmd, &slot, args->student);
	if (!e)
		e = booking_db_had(cmd->db, args->student, args->slot, &had);
	if (!e && had)
		return ERR_ALREADY_OFFERED;
	if (!e)
		e = may_hold(cmd, &booth, &slot, args->student, 0);
	return e ? e : offer(cmd, &slot, args->student, OFFER_KIND_INVITED, &ret_reply->booking);
}

enum err on_booking_accept(struct cmd *cmd, const struct booking_accept_args *args,
			   struct booking_accept_reply *ret_reply)
{
	struct booking booking;
	struct slot slot;
	struct booth booth;
	struct booking_conflicts found;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (!e)
		e = slot_db_get(cmd->db, booking.slot, &slot);
	if (!e)
		e = booth_get(cmd->db, cmd->arena, booking.booth, &booth);
	if (!e)
		e = booking_db_conflicts(cmd->db, booking.account, &slot, booking.id, &found);
	if (!e && found.overlaps)
		return ERR_SLOT_OVERLAPS;
	if (!e && found.held >= booth.max_bookings)
		return ERR_TOO_MANY_BOOKINGS;
	booking.until_ms = 0;
	if (!e)
		e = booking_apply(cmd, &booking, BOOKING_ACCEPT);
	return e ? e : booking_held(cmd, &booking);
}

enum err on_booking_expire(struct cmd *cmd, const struct booking_expire_args *args,
			   struct booking_expire_reply *ret_reply)
{
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (e || booking.version != args->version)
		return e;
	/* Who asked for a time and does not answer keeps nobody waiting a second time. */
	if (booking.offer == OFFER_KIND_WAITING_LIST)
		e = slot_wait_end(cmd, booking.booth, booking.account);
	return e ? e : booking_apply(cmd, &booking, BOOKING_EXPIRE);
}

/* Nobody could answer while the server was away; a slot's time is what it was. */
static enum err resume_offer(struct cmd *cmd, int64_t id, int64_t down_ms)
{
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, id, &booking);

	if (e)
		return e;
	booking.until_ms += down_ms;
	if (booking.until_ms > booking.starts_ms)
		booking.until_ms = booking.starts_ms;
	booking.version++;
	booking_touch(cmd, &booking);
	e = booking_db_update(cmd->db, &booking);
	return e ? e : set_deadline(cmd, &booking);
}

enum err offers_resume(struct cmd *cmd, int64_t down_ms)
{
	struct ids offers;
	enum err e = booking_db_offered(cmd->db, cmd->arena, &offers);

	for (size_t i = 0; !e && i < offers.n; i++)
		e = resume_offer(cmd, offers.at[i], down_ms);
	return e;
}

enum err booking_ask_again(struct cmd *cmd, struct booking *booking)
{
	enum err e;

	booking->has_offer = true;
	booking->offer = OFFER_KIND_MOVED;
	booking->until_ms = offer_until_ms(OFFER_KIND_MOVED, cmd->now_ms, booking->starts_ms);
	e = booking_apply(cmd, booking, BOOKING_MOVE);
	return e ? e : set_deadline(cmd, booking);
}
