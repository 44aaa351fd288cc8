/*
 * A booth's availability cut into slots, opened in waves; and all of a fair's slots moved in time.
 * Engine thread.
 */
#include "features/exhibitor/exhibitor.h"
#include "features/handlers.h"
#include "features/meet/core.h"

/* One less than is read at once, so that one too many is seen. */
#define BOOTH_SLOTS_MOST 399

/* ERR_BAD_VALUE names the field of the plan that is wrong. */
static enum err check_plan(struct cmd *cmd, const struct booth *booth,
			   const struct wire_slot_plan *plan)
{
	const char *expected = NULL;
	const char *field = slot_plan_wrong(plan, booth->opens_ms, booth->closes_ms, cmd->now_ms,
					    &expected);

	if (field)
		return cmd_refuse(cmd, ERR_BAD_VALUE, field, expected);
	return booth->fair_state == FAIR_STATE_CLOSED ? ERR_WRONG_STATE : ERR_OK;
}

enum err on_slot_preview(struct cmd *cmd, const struct slot_preview_args *args,
			 struct slot_preview_reply *ret_reply)
{
	struct booth booth;
	size_t count;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	if (!e)
		e = check_plan(cmd, &booth, &args->plan);
	if (e)
		return e == ERR_WRONG_STATE ? ERR_OK : e;
	count = slot_plan_count(&args->plan);
	ret_reply->slots = arena_array(cmd->arena, count, sizeof(*ret_reply->slots));
	for (size_t i = 0; i < count; i++) {
		struct planned_slot one = slot_plan_at(&args->plan, i);

		if (one.starts_ms <= cmd->now_ms)
			continue; /* nobody could book it */
		ret_reply->slots[ret_reply->n_slots++] = (struct wire_planned_slot){
			.starts_ms = one.starts_ms,
			.ends_ms = one.ends_ms,
			.seats = args->plan.seats,
			.opens_ms = slot_opens_ms(one.released_ms, one.is_reserved, one.starts_ms),
			.is_reserved = one.is_reserved,
		};
	}
	return ERR_OK;
}

static enum err release_at(struct cmd *cmd, int64_t booth, int64_t due_ms)
{
	return cmd_timer(cmd, due_ms, CMD_SLOT_RELEASE,
			 arena_printf(cmd->arena, "{\"booth\":%lld}", (long long)booth));
}

/* One moment of a plan: as many slots as there are seats. */
static enum err make_moment(struct cmd *cmd, const struct booth *booth,
			    const struct planned_slot *planned, uint32_t seats, uint32_t *made)
{
	int64_t opens_ms = slot_opens_ms(planned->released_ms, planned->is_reserved,
					 planned->starts_ms);
	uint32_t before = *made;
	enum err e = ERR_OK;

	for (uint32_t column = 1; !e && column <= seats; column++) {
		struct slot slot = { .id = cmd_id(cmd), .fair = booth->fair, .booth = booth->id };
		bool is_made;

		e = slot_db_plan(cmd->db, &slot, planned, column, &is_made);
		*made += !e && is_made;
	}
	return !e && *made > before && opens_ms > cmd->now_ms ? release_at(cmd, booth->id, opens_ms) :
								e;
}

/* Slots of a booth may be had by everybody: they are seen so, and who waits is offered them. */
static enum err slots_opened(struct cmd *cmd, int64_t booth)
{
	struct ids slots;
	enum err e = slot_db_at_booth(cmd->db, cmd->arena, booth, cmd->now_ms, &slots);

	for (size_t i = 0; !e && i < slots.n; i++)
		touch_booth_slot(cmd, booth, slots.at[i]);
	if (!e)
		e = slot_db_free_at_booth(cmd->db, cmd->arena, booth, cmd->now_ms, &slots);
	for (size_t i = 0; !e && i < slots.n; i++)
		e = slot_offer_next(cmd, slots.at[i]);
	return e;
}

/* A slot that was removed and is planned again may end at another time: who had it once sees that. */
static enum err touch_given_back(struct cmd *cmd, int64_t booth, int64_t from_ms)
{
	struct ids bookings;
	enum err e = booking_db_given_back(cmd->db, cmd->arena, booth, from_ms, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (!e)
			booking_touch(cmd, &booking);
	}
	return e;
}

enum err on_slot_plan(struct cmd *cmd, const struct slot_plan_args *args,
		      struct slot_plan_reply *ret_reply)
{
	struct booth booth;
	struct ids slots;
	enum err e = booth_get(cmd->db, cmd->arena, args->booth, &booth);

	ret_reply->made = 0;
	if (!e)
		e = check_plan(cmd, &booth, &args->plan);
	for (size_t i = 0; !e && i < slot_plan_count(&args->plan); i++) {
		struct planned_slot planned = slot_plan_at(&args->plan, i);

		if (planned.starts_ms <= cmd->now_ms)
			continue; /* nobody could book it */
		e = make_moment(cmd, &booth, &planned, args->plan.seats, &ret_reply->made);
	}
	if (!e)
		e = slot_db_at_booth(cmd->db, cmd->arena, args->booth, cmd->now_ms, &slots);
	if (!e && slots.n > BOOTH_SLOTS_MOST)
		return cmd_refuse(cmd, ERR_BAD_VALUE, "args.plan.until_ms",
				  "at most 399 slots at a booth, with those that it has");
	if (!e)
		e = touch_given_back(cmd, args->booth, args->plan.from_ms);
	exhibitor_touch(cmd, cmd->object.fair, args->booth);
	return e ? e : slots_opened(cmd, args->booth);
}

enum err on_slot_remove(struct cmd *cmd, const struct slot_remove_args *args,
			struct slot_remove_reply *ret_reply)
{
	struct slot slot;
	bool is_taken = false;
	enum err e = slot_db_get(cmd->db, args->slot, &slot);

	(void)ret_reply;
	if (!e)
		e = slot_db_is_taken(cmd->db, args->slot, &is_taken);
	if (e || is_taken)
		return e ? e : ERR_SLOT_TAKEN;
	touch_booth_slot(cmd, slot.booth, slot.id);
	exhibitor_touch(cmd, slot.fair, slot.booth);
	return slot_db_remove(cmd->db, slot.id);
}

enum err on_slot_release(struct cmd *cmd, const struct slot_release_args *args,
			 struct slot_release_reply *ret_reply)
{
	(void)ret_reply;
	return slots_opened(cmd, args->booth);
}

/* ---- a fair that moves ---- */

/* Everybody who held a time or was offered one is asked whether the new one suits. */
static enum err ask_again(struct cmd *cmd, int64_t fair, uint32_t *ret_asked)
{
	struct ids bookings;
	enum err e = booking_db_open_at_fair(cmd->db, cmd->arena, fair, &bookings);

	*ret_asked = 0;
	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (!e)
			e = booking_ask_again(cmd, &booking);
		*ret_asked += !e;
	}
	return e;
}

/* What is not open yet opens as much later or earlier. */
static enum err release_again(struct cmd *cmd, int64_t booth)
{
	struct ids slots;
	int64_t set_ms = 0;
	enum err e = slot_db_at_booth(cmd->db, cmd->arena, booth, cmd->now_ms, &slots);

	for (size_t i = 0; !e && i < slots.n; i++) {
		struct slot slot;

		touch_booth_slot(cmd, booth, slots.at[i]);
		e = slot_db_get(cmd->db, slots.at[i], &slot);
		if (e || slot.opens_ms <= cmd->now_ms || slot.opens_ms == set_ms)
			continue;
		set_ms = slot.opens_ms;
		e = release_at(cmd, booth, set_ms);
	}
	return e;
}

enum err meet_fair_moved(struct cmd *cmd, int64_t fair, int64_t by_ms, uint32_t *ret_asked)
{
	struct ids booths;
	enum err e = slot_db_shift(cmd->db, fair, by_ms, cmd->now_ms);

	if (!e)
		e = booth_ids(cmd->db, cmd->arena, fair, &booths);
	for (size_t i = 0; !e && i < booths.n; i++)
		e = release_again(cmd, booths.at[i]);
	if (!e)
		e = ask_again(cmd, fair, ret_asked);
	for (size_t i = 0; !e && i < booths.n; i++)
		e = slots_opened(cmd, booths.at[i]); /* what opened earlier than now */
	return e;
}
