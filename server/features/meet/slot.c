/*
 * Slots and bookings (design §2): two students never hold one slot, a student never two that
 * overlap; a check-in joins the line with precedence. What is offered is in offer.c, what becomes
 * of a booking when its time has come in slot_due.c. Engine thread.
 */
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/core.h"
#include "features/meet/tell.h"
#include "features/safety/safety.h"

enum err resolve_slot(struct db *db, int64_t id, struct object *ret)
{
	struct slot slot;
	enum err e = slot_db_get(db, id, &slot);

	return e ? e : resolve_booth(db, slot.booth, ret);
}

enum err resolve_booking(struct db *db, int64_t id, struct object *ret)
{
	struct arena arena = { 0 };
	struct booking booking;
	enum err e = booking_db_get(db, &arena, id, &booking);

	if (!e)
		e = resolve_booth(db, booking.booth, ret);
	if (!e)
		ret->parties[0] = booking.account;
	arena_done(&arena);
	return e;
}

enum err may_hold(struct cmd *cmd, const struct booth *booth, const struct slot *slot, int64_t student,
		  int64_t except)
{
	bool is_taken;
	struct booking_conflicts found;
	enum err e;

	if (booth->fair_state == FAIR_STATE_CLOSED)
		return ERR_WRONG_STATE;
	if (slot->starts_ms <= cmd->now_ms || slot->is_removed)
		return ERR_SLOT_PAST;
	e = slot_db_is_taken(cmd->db, slot->id, &is_taken);
	if (e || is_taken)
		return e ? e : ERR_SLOT_TAKEN;
	e = is_beyond_reach(cmd, booth, slot, student, &is_taken);
	if (e || is_taken)
		return e ? e : ERR_SLOT_TOO_SOON;
	e = safety_may_meet(cmd->db, slot->fair, slot->booth, student);
	if (e)
		return e;
	e = booking_db_conflicts(cmd->db, student, slot, except, &found);
	if (e || found.is_at_booth)
		return e ? e : ERR_ALREADY_BOOKED;
	if (found.overlaps)
		return ERR_SLOT_OVERLAPS;
	return found.held >= booth->max_bookings ? ERR_TOO_MANY_BOOKINGS : ERR_OK;
}

enum err booking_look_later(struct cmd *cmd, int64_t booking, int64_t due_ms)
{
	return cmd_timer(cmd, due_ms, CMD_BOOKING_TIMEOUT,
			 arena_printf(cmd->arena, "{\"booking\":%lld}", (long long)booking));
}

enum err booking_held(struct cmd *cmd, const struct booking *booking)
{
	struct lead lead;
	enum err e = lead_ensure(cmd, booking->fair, booking->booth, booking->account, &lead);

	if (!e)
		e = slot_wait_end(cmd, booking->booth, booking->account);
	if (!e)
		e = person_touch(cmd, booking->account); /* kept for it elsewhere from now on */
	if (!e)
		e = tell_booked(cmd, booking);
	return e ? e : booking_look_later(cmd, booking->id, booking->starts_ms);
}

static enum err book(struct cmd *cmd, const struct slot *slot, int64_t *ret)
{
	struct booking booking = booking_of(cmd, slot, cmd->who.account, BOOKING_STATE_BOOKED);
	enum err e = booking_db_insert(cmd->db, &booking, cmd->now_ms);

	booking_touch(cmd, &booking);
	*ret = booking.id;
	return e ? e : booking_held(cmd, &booking);
}

/* What a student may hold and everybody may have now. `except`: a booking that it replaces. */
static enum err may_book(struct cmd *cmd, const struct slot *slot, int64_t except)
{
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, slot->booth, &booth);

	if (!e)
		e = may_hold(cmd, &booth, slot, cmd->who.account, except);
	if (!e && slot->opens_ms > cmd->now_ms)
		return ERR_SLOT_NOT_OPEN;
	if (!e)
		e = doors_check_soon(cmd, slot->fair, slot->starts_ms);
	return e ? e : may_talk_again(cmd, &booth, cmd->who.account);
}

enum err on_slot_book(struct cmd *cmd, const struct slot_book_args *args,
		      struct slot_book_reply *ret_reply)
{
	struct slot slot;
	enum err e = slot_db_get(cmd->db, args->slot, &slot);

	if (!e)
		e = may_book(cmd, &slot, 0);
	return e ? e : book(cmd, &slot, &ret_reply->booking);
}

enum err on_booking_move(struct cmd *cmd, const struct booking_move_args *args,
			 struct booking_move_reply *ret_reply)
{
	struct booking booking;
	struct slot slot;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	if (!e)
		e = slot_db_get(cmd->db, args->slot, &slot);
	if (!e && slot.booth != booking.booth)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.slot", "a slot of the same booth");
	if (!e && booking.state != BOOKING_STATE_BOOKED)
		return ERR_WRONG_STATE;
	if (!e)
		e = may_book(cmd, &slot, booking.id);
	booking.is_replaced = true;
	if (!e)
		e = booking_apply(cmd, &booking, BOOKING_CANCEL);
	if (!e)
		e = book(cmd, &slot, &ret_reply->booking);
	return e ? e : slot_offer_unblocked(cmd, &booking);
}

/* A student who came loses nothing but the time: they wait on as who came when they did. */
static enum err wait_on(struct cmd *cmd, struct entry *entry)
{
	enum err e = ERR_OK;

	if (entry->life.state == ENTRY_STATE_CALLED || entry->life.state == ENTRY_STATE_IN_CALL)
		return ERR_WRONG_STATE;
	if (entry->precedence == 1) {
		entry->precedence = 2;
		e = rank_as_come(cmd, entry);
	}
	entry->booking = entry->wanted_seat = 0;
	return e ? e : entry_save(cmd, entry);
}

/* Where the booking waits, if it has checked in: its entry leaves the line with it. */
static enum err leave_line(struct cmd *cmd, const struct booking *booking)
{
	struct entry entry;
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, &entry);

	if (e || !entry.id || entry.booking != booking->id)
		return e;
	return booking->is_called_off ? wait_on(cmd, &entry) : entry_apply(cmd, &entry, ENTRY_LEAVE);
}

/* Only the colleague whose booking it is calls who waits for it, as long as they sit there. */
static enum err want_recruiter(struct cmd *cmd, const struct booking *booking)
{
	struct entry entry;
	struct seat seat = { 0 };
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, &entry);

	if (e || !entry.id || entry.booking != booking->id)
		return e;
	if (booking->recruiter)
		e = seat_db_of(cmd->db, cmd->arena, booking->booth, booking->recruiter, &seat);
	entry.wanted_seat = seat.id;
	return e ? e : entry_save(cmd, &entry);
}

enum err bookings_want(struct cmd *cmd, int64_t booth, int64_t recruiter)
{
	struct ids bookings;
	enum err e = booking_db_of_recruiter(cmd->db, cmd->arena, booth, recruiter, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (!e)
			e = want_recruiter(cmd, &booking);
	}
	return e;
}

enum err on_booking_cancel(struct cmd *cmd, const struct booking_cancel_args *args,
			   struct booking_cancel_reply *ret_reply)
{
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	booking.is_called_off = !e && cmd->who.account != booking.account;
	if (!e)
		e = booking_apply(cmd, &booking, BOOKING_CANCEL);
	return e ? e : leave_line(cmd, &booking);
}

enum err on_booking_assign(struct cmd *cmd, const struct booking_assign_args *args,
			   struct booking_assign_reply *ret_reply)
{
	struct booking booking;
	bool is_staff = true, is_taken = false;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (!e && booking.state != BOOKING_STATE_BOOKED && booking.state != BOOKING_STATE_CHECKED_IN)
		return ERR_WRONG_STATE;
	if (!e && args->has_recruiter)
		e = person_db_is_staff(cmd->db, booking.booth, args->recruiter, &is_staff);
	if (!e && !is_staff)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.recruiter", "a colleague of this booth");
	if (!e && args->has_recruiter)
		e = booking_db_overlaps_of(cmd->db, &booking, args->recruiter, &is_taken);
	if (e || is_taken)
		return e ? e : ERR_COLLEAGUE_BOOKED;
	booking.recruiter = args->has_recruiter ? args->recruiter : 0;
	booking_touch(cmd, &booking);
	e = booking_db_update(cmd->db, &booking);
	return e ? e : want_recruiter(cmd, &booking);
}

/* Bookings stand in the order of their times, whoever was there first; of several at one moment, in the
 * order of their numbers. */
static int64_t rank_of(const struct booking *booking, uint32_t number)
{
	return (booking->starts_ms / MINUTE_MS * 1024 + number % 1024) * RANK_STEP;
}

/* The place in the line is the booking's. Who goes before everybody stays there. */
static enum err take_place(struct cmd *cmd, const struct booking *booking, struct entry *entry)
{
	enum err e;

	if (entry->precedence) {
		entry->precedence = 1;
		entry->rank = rank_of(booking, entry->number);
	}
	entry->booking = booking->id;
	entry->life.misses = 0; /* those were of another turn */
	e = entry_save(cmd, entry);
	return e ? e : want_recruiter(cmd, booking);
}

enum err booking_claim(struct cmd *cmd, struct entry *entry)
{
	struct booking booking;
	enum err e = booking_db_live(cmd->db, cmd->arena, entry->booth, entry->account, &booking);

	if (e || !booking.id)
		return e;
	e = booking_apply(cmd, &booking, BOOKING_CHECK_IN);
	if (e == ERR_WRONG_STATE)
		return ERR_OK; /* only offered, theirs already, or for much later */
	return e ? e : take_place(cmd, &booking, entry);
}

enum err booking_spent(struct cmd *cmd, const struct booth *booth, int64_t student)
{
	struct booking booking;
	uint32_t talks;
	enum err e = call_db_talks(cmd->db, booth->id, student, &talks);

	if (!e)
		e = booking_db_live(cmd->db, cmd->arena, booth->id, student, &booking);
	if (e || !booking.id || talks < booth->max_talks)
		return e;
	booking.is_spent = true;
	return booking_apply(cmd, &booking, BOOKING_CANCEL);
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
	/* Who checks in is there: also after stepping away or missing a call. A ring or a talk that
	 * runs is this booking's own from here on. */
	if (!ret->id) {
		*ret = (struct entry){ .account = booking->account, .precedence = 1 };
		e = entry_create(cmd, &booth, ret);
	} else if (ret->life.state == ENTRY_STATE_AWAY ||
		   ret->life.state == ENTRY_STATE_SUSPENDED) {
		e = entry_apply(cmd, ret, ENTRY_COME_BACK);
	} else if (ret->life.state == ENTRY_STATE_IN_CALL) {
		e = ERR_WRONG_STATE;
	}
	return e ? e : take_place(cmd, booking, ret);
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
	*ret_found = !e && !slot.is_removed;
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = slot_db_is_taken(v->db, key, &is_taken);
	*ret = (struct wire_slot_view){
		.id = slot.id,
		.starts_ms = slot.starts_ms,
		.ends_ms = slot.ends_ms,
		.is_free = !is_taken && slot.starts_ms > v->now_ms && slot.opens_ms <= v->now_ms,
		.opens_ms = slot.opens_ms,
		.is_reserved = slot.is_reserved,
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
	struct person recruiter = { 0 };
	enum err e = booking_db_get(v->db, v->arena, key, &booking);

	(void)topic;
	*ret_found = !e;
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = booth_get(v->db, v->arena, booking.booth, &booth);
	if (!e && booking.recruiter)
		e = person_db_get(v->db, v->arena, booking.recruiter, &recruiter);
	*ret = (struct wire_booking){
		.id = booking.id,
		.slot = booking.slot,
		.booth = booking.booth,
		.booth_name = booth.name,
		.state = booking.state,
		.starts_ms = booking.starts_ms,
		.ends_ms = booking.ends_ms,
		.has_offer = booking.has_offer,
		.offer = booking.offer,
		.has_until_ms = booking.until_ms != 0,
		.until_ms = booking.until_ms,
		.is_called_off = booking.is_called_off,
		.recruiter_name = recruiter.name,
		.sequence = booking.version,
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
	struct booth booth;
	struct person recruiter = { 0 };
	enum err e = booking_db_get(v->db, v->arena, key, &booking);

	(void)topic;
	/* Who is only offered a time has not shown their card. */
	*ret_found = !e && booking.state != BOOKING_STATE_CANCELLED &&
		     booking.state != BOOKING_STATE_EXPIRED && booking.state != BOOKING_STATE_OFFERED;
	if (*ret_found)
		e = booth_get(v->db, v->arena, booking.booth, &booth);
	if (*ret_found && !e)
		e = card_is_shown(v, &booth, booking.account, ret_found);
	if (!e && *ret_found && booking.recruiter)
		e = person_db_get(v->db, v->arena, booking.recruiter, &recruiter);
	if (e || !*ret_found)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*ret = (struct wire_console_booking){
		.id = booking.id,
		.state = booking.state,
		.starts_ms = booking.starts_ms,
		.ends_ms = booking.ends_ms,
		.has_recruiter = booking.recruiter != 0,
		.recruiter = booking.recruiter,
		.recruiter_name = recruiter.name,
	};
	return meet_card(v, booking.booth, booking.account, &ret->card);
}
