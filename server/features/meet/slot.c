/*
 * Slots and bookings (design §2): two students never hold one slot, a student never two that
 * overlap; a check-in joins the line with precedence. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

enum err resolve_slot(struct db *db, int64_t id, struct object *ret)
{
	struct slot slot;
	enum err e = slot_db_get(db, id, &slot);

	if (!e)
		*ret = (struct object){ .fair = slot.fair };
	return e;
}

enum err resolve_booking(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct booking booking;
	struct booth booth;
	enum err e = booking_db_get(db, &arena, id, &booking);

	if (!e)
		e = booth_get(db, &arena, booking.booth, &booth);
	if (!e)
		*ret = (struct object){ .fair = booking.fair,
					.org = booth.org,
					.parties = { booking.account } };
	arena_done(&arena);
	return e;
}

static enum err may_book(struct cmd *cmd, const struct slot *slot)
{
	bool is_taken, is_at_booth, overlaps;
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, slot->booth, &booth);

	if (e || booth.fair_state == FAIR_STATE_CLOSED)
		return e ? e : ERR_WRONG_STATE;
	if (slot->starts_ms <= cmd->now_ms)
		return ERR_SLOT_PAST;
	e = slot_db_is_taken(cmd->db, slot->id, &is_taken);
	if (e || is_taken)
		return e ? e : ERR_SLOT_TAKEN;
	e = booking_db_conflicts(cmd->db, cmd->who.account, slot->booth, slot->starts_ms,
				 slot->ends_ms, &is_at_booth, &overlaps);
	if (e)
		return e;
	return is_at_booth ? ERR_ALREADY_BOOKED : overlaps ? ERR_SLOT_OVERLAPS : ERR_OK;
}

static enum err set_timer(struct cmd *cmd, int64_t booking, int64_t due_ms)
{
	return cmd_timer(cmd, due_ms, CMD_BOOKING_TIMEOUT,
			 arena_printf(cmd->arena, "{\"booking\":%lld}", (long long)booking));
}

enum err on_slot_book(struct cmd *cmd, const struct slot_book_args *args,
		      struct slot_book_reply *ret_reply)
{
	struct slot slot;
	struct lead lead;
	struct booking booking;
	enum err e = slot_db_get(cmd->db, args->slot, &slot);

	if (!e)
		e = may_book(cmd, &slot);
	if (e)
		return e;
	booking = (struct booking){
		.id = cmd_id(cmd),
		.fair = slot.fair,
		.booth = slot.booth,
		.slot = slot.id,
		.account = cmd->who.account,
		.state = BOOKING_STATE_BOOKED,
	};
	e = booking_db_insert(cmd->db, &booking, cmd->now_ms);
	if (!e)
		e = lead_ensure(cmd, slot.fair, slot.booth, cmd->who.account, &lead);
	if (!e)
		e = set_timer(cmd, booking.id, slot.starts_ms + NO_SHOW_AFTER_MS);
	touch_me_booking(cmd, booking.account, booking.id);
	touch_console_booking(cmd, slot.booth, booking.id);
	touch_booth_slot(cmd, slot.booth, slot.id);
	ret_reply->booking = booking.id;
	return e;
}

/* Where the booking waits, if it has checked in: its entry leaves the line with it. */
static enum err leave_line(struct cmd *cmd, const struct booking *booking)
{
	struct entry entry;
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, &entry);

	if (e || !entry.id || entry.booking != booking->id)
		return e;
	return entry_apply(cmd, &entry, ENTRY_LEAVE);
}

enum err on_booking_cancel(struct cmd *cmd, const struct booking_cancel_args *args,
			   struct booking_cancel_reply *ret_reply)
{
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (!e)
		e = booking_apply(cmd, &booking, BOOKING_CANCEL);
	return e ? e : leave_line(cmd, &booking);
}

/* A booking that checks in joins the line before walk-ins, or lifts the place its student has. */
static enum err enter_line(struct cmd *cmd, const struct booking *booking, struct entry *ret)
{
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, booking->booth, &booth);

	if (!e)
		e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, ret);
	if (!e && booth.fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	if (e)
		return e;
	if (!ret->id) {
		*ret = (struct entry){ .account = booking->account,
				       .precedence = 1,
				       .booking = booking->id };
		return entry_create(cmd, &booth, ret);
	}
	/* Who checks in is there: also after stepping away or missing a call. A ring or a talk that
	 * runs is this booking's own from here on. */
	if (ret->life.state == ENTRY_STATE_AWAY || ret->life.state == ENTRY_STATE_SUSPENDED)
		e = entry_apply(cmd, ret, ENTRY_COME_BACK);
	else if (ret->life.state == ENTRY_STATE_IN_CALL)
		e = ERR_WRONG_STATE;
	if (e)
		return e;
	ret->precedence = 1;
	ret->booking = booking->id;
	e = entry_db_update(cmd->db, ret);
	return e ? e : entry_touch(cmd, ret);
}

enum err on_booking_check_in(struct cmd *cmd, const struct booking_check_in_args *args,
			     struct booking_check_in_reply *ret_reply)
{
	struct booking booking;
	struct entry entry;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	if (!e)
		e = booking_apply(cmd, &booking, BOOKING_CHECK_IN);
	if (!e)
		e = enter_line(cmd, &booking, &entry);
	ret_reply->entry = e ? 0 : entry.id;
	return e;
}

/* The employer did not come: the student goes before everybody, with an apology on the screen. */
static enum err make_up(struct cmd *cmd, const struct booking *booking)
{
	struct entry entry;
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, &entry);

	if (e || !entry.id)
		return e;
	entry.precedence = 0;
	entry.booking = 0;
	e = entry_db_update(cmd->db, &entry);
	return e ? e : entry_touch(cmd, &entry);
}

/* Rung or talked to here: the employer is there. */
static enum err is_with_employer(struct cmd *cmd, const struct booking *booking, bool *ret)
{
	struct entry entry;
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, &entry);

	*ret = !e && entry.id &&
	       (entry.life.state == ENTRY_STATE_CALLED || entry.life.state == ENTRY_STATE_IN_CALL);
	return e;
}

enum err on_booking_timeout(struct cmd *cmd, const struct booking_timeout_args *args,
			    struct booking_timeout_reply *ret_reply)
{
	bool is_busy;
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (!e)
		e = is_with_employer(cmd, &booking, &is_busy);
	if (e)
		return e;
	/* Neither side is missing, and a ring or talk that fails would leave the booking as it is: look
	 * again when it can be over. */
	if (is_busy)
		return set_timer(cmd, booking.id, cmd->now_ms + EMPLOYER_MISSED_AFTER_MS);
	if (booking.state == BOOKING_STATE_BOOKED)
		return booking_apply(cmd, &booking, BOOKING_STUDENT_MISSING);
	if (booking.state != BOOKING_STATE_CHECKED_IN)
		return ERR_OK;
	if (cmd->now_ms < booking.starts_ms + EMPLOYER_MISSED_AFTER_MS)
		return set_timer(cmd, booking.id, booking.starts_ms + EMPLOYER_MISSED_AFTER_MS);
	e = booking_apply(cmd, &booking, BOOKING_EMPLOYER_MISSING);
	return e ? e : make_up(cmd, &booking);
}

/* ---- what followers see ---- */

enum err list_booth_slot(const struct view *v, int64_t topic, struct ids *ret)
{
	return slot_db_at_booth(v->db, v->arena, topic, v->now_ms, ret);
}

enum err read_booth_slot(const struct view *v, int64_t topic, int64_t key,
			 struct wire_slot_view *ret, bool *ret_found)
{
	struct slot slot;
	bool is_taken = true;
	enum err e = slot_db_get(v->db, key, &slot);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = slot_db_is_taken(v->db, key, &is_taken);
	*ret = (struct wire_slot_view){
		.id = slot.id,
		.starts_ms = slot.starts_ms,
		.ends_ms = slot.ends_ms,
		.is_free = !is_taken && slot.starts_ms > v->now_ms,
	};
	return e;
}

enum err list_me_booking(const struct view *v, int64_t topic, struct ids *ret)
{
	return booking_db_of_person(v->db, v->arena, topic, ret);
}

enum err read_me_booking(const struct view *v, int64_t topic, int64_t key,
			 struct wire_booking *ret, bool *ret_found)
{
	struct booking booking;
	struct booth booth;
	enum err e = booking_db_get(v->db, v->arena, key, &booking);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, booking.booth, &booth);
	*ret = (struct wire_booking){
		.id = booking.id,
		.slot = booking.slot,
		.booth = booking.booth,
		.booth_name = booth.name,
		.state = booking.state,
		.starts_ms = booking.starts_ms,
		.ends_ms = booking.ends_ms,
	};
	return e;
}

enum err list_console_booking(const struct view *v, int64_t topic, struct ids *ret)
{
	return booking_db_at_booth(v->db, v->arena, topic, ret);
}

enum err read_console_booking(const struct view *v, int64_t topic, int64_t key,
			      struct wire_console_booking *ret, bool *ret_found)
{
	struct booking booking;
	enum err e = booking_db_get(v->db, v->arena, key, &booking);

	(void)topic;
	*ret_found = !e && booking.state != BOOKING_STATE_CANCELLED;
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_console_booking){
		.id = booking.id,
		.state = booking.state,
		.starts_ms = booking.starts_ms,
		.ends_ms = booking.ends_ms,
	};
	return meet_card(v, booking.fair, booking.account, &ret->card);
}
