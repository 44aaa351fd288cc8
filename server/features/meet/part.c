/*
 * A student and a booth that are not to meet any more, or a student who is sent away: what they have
 * there ends. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

static enum err end_calls(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct ids calls;
	enum err e = call_db_of_person_since(cmd->db, cmd->arena, student, cmd->now_ms + 1, &calls);

	for (size_t i = 0; !e && i < calls.n; i++) {
		struct call call;

		e = call_db_get(cmd->db, cmd->arena, calls.at[i], &call);
		if (!e && call.student == student && call.booth == booth)
			e = call_apply(cmd, &call, CALL_HANG_UP);
	}
	return e;
}

static enum err end_entry(struct cmd *cmd, int64_t booth, int64_t student, bool is_own_wish)
{
	struct entry entry;
	enum err e = entry_db_of(cmd->db, cmd->arena, booth, student, &entry);

	if (e || !entry.id)
		return e;
	return entry_apply(cmd, &entry, is_own_wish ? ENTRY_LEAVE : ENTRY_REMOVE);
}

static enum err end_bookings(struct cmd *cmd, int64_t booth, int64_t student, bool is_own_wish)
{
	struct ids bookings;
	enum err e = booking_db_of_person(cmd->db, cmd->arena, student, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (e || booking.booth != booth)
			continue;
		booking.is_called_off = !is_own_wish;
		e = booking_apply(cmd, &booking, BOOKING_CANCEL);
		if (e == ERR_WRONG_STATE)
			e = ERR_OK; /* it is over already */
	}
	return e;
}

/* What was offered to hand them over to this booth, or to call them back. */
static enum err end_handovers(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct ids handovers;
	enum err e = handover_db_of_person(cmd->db, cmd->arena, student, cmd->now_ms, &handovers);

	for (size_t i = 0; !e && i < handovers.n; i++) {
		struct handover h;

		e = handover_db_get(cmd->db, cmd->arena, handovers.at[i], &h);
		if (e || h.to != booth)
			continue;
		e = handover_end(cmd, &h);
	}
	return e;
}

/* Neither has the other's address any more. */
static enum err end_sharing(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct lead lead;
	enum err e = lead_db_of(cmd->db, cmd->arena, booth, student, &lead);

	if (e || !lead.id)
		return e;
	lead.is_shared_by_student = lead.is_shared_by_employer = false;
	return lead_save(cmd, &lead);
}

enum err meet_part(struct cmd *cmd, int64_t booth, int64_t student, bool is_own_wish)
{
	enum err e = end_calls(cmd, booth, student);

	if (!e)
		e = end_entry(cmd, booth, student, is_own_wish);
	if (!e)
		e = end_bookings(cmd, booth, student, is_own_wish);
	if (!e)
		e = slot_wait_end(cmd, booth, student);
	if (!e)
		e = watch_end(cmd, booth, student);
	if (!e)
		e = end_handovers(cmd, booth, student);
	if (!e)
		e = end_sharing(cmd, booth, student);
	return e ? e : call_text_changed(cmd, student);
}

enum err meet_lead_changed(struct cmd *cmd, int64_t booth, int64_t student)
{
	enum err e = call_text_changed(cmd, student);

	return e ? e : lead_look_again(cmd, booth, student);
}

enum err meet_let_in_again(struct cmd *cmd, int64_t student)
{
	return call_text_changed(cmd, student);
}

enum err meet_send_away(struct cmd *cmd, int64_t fair, int64_t student)
{
	struct ids booths;
	enum err e = booth_ids(cmd->db, cmd->arena, fair, &booths);

	for (size_t i = 0; !e && i < booths.n; i++)
		e = meet_part(cmd, booths.at[i], student, false);
	return e;
}

enum err meet_pair(struct db *db, int64_t id, struct meet_pair *ret)
{
	struct arena arena = { 0 };
	struct call call;
	enum err e = call_db_get(db, &arena, id, &call);

	arena_done(&arena);
	if (!e)
		*ret = (struct meet_pair){ call.fair, call.booth, call.student, call.recruiter };
	return e;
}

enum err meet_pair_of_lead(struct db *db, int64_t id, struct meet_pair *ret)
{
	struct arena arena = { 0 };
	struct lead lead;
	enum err e = lead_db_get(db, &arena, id, &lead);

	arena_done(&arena);
	if (!e)
		*ret = (struct meet_pair){ lead.fair, lead.booth, lead.account, 0 };
	return e;
}
