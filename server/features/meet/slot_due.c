/*
 * A booking whose time has come (design §2): who is there, who is missing, and what that costs. It
 * is looked at when it starts, and again until it is over. Engine thread.
 */
#include "features/handlers.h"
#include "features/meet/core.h"

static enum whereabouts whereabouts_of(const struct entry *entry, bool is_busy,
				       const struct person *student, int64_t now_ms)
{
	if (entry->id && (entry->life.state == ENTRY_STATE_CALLED ||
			  entry->life.state == ENTRY_STATE_IN_CALL))
		return STUDENT_WITH_US;
	if (is_busy)
		return STUDENT_ELSEWHERE;
	if (!entry->id || entry->life.state != ENTRY_STATE_WAITING)
		return STUDENT_GONE;
	if (!student->offline_since_ms)
		return STUDENT_WAITS;
	/* Whoever was gone for longer before they checked in came without a connection. */
	return now_ms < student->offline_since_ms + AWAY_AFTER_MS ? STUDENT_LOST : STUDENT_GONE;
}

static enum err look_around(struct cmd *cmd, const struct booking *booking, const struct booth *booth,
			    struct entry *entry, struct booking_facts *ret)
{
	struct person student;
	struct seat_counts seats;
	bool is_busy;
	enum err e = entry_db_of(cmd->db, cmd->arena, booking->booth, booking->account, entry);

	*ret = (struct booking_facts){ .starts_ms = booking->starts_ms,
				       .ends_ms = booking->ends_ms,
				       .resumed_ms = booth->resumed_ms };
	if (!e)
		e = person_db_get(cmd->db, cmd->arena, booking->account, &student);
	if (!e)
		e = entry_db_is_busy(cmd->db, booking->account, &is_busy);
	if (!e)
		e = call_db_last_ended(cmd->db, booking->account, &ret->talked_ms);
	if (!e)
		e = seat_db_count(cmd->db, booking->booth, &seats);
	if (e)
		return e;
	ret->student = whereabouts_of(entry, is_busy, &student, cmd->now_ms);
	ret->was_rung = entry->id && entry->life.misses;
	ret->is_staffed = seats.working != 0;
	return ERR_OK;
}

/* The employer did not come: the student goes before everybody, with an apology on the screen. */
static enum err make_up(struct cmd *cmd, struct entry *entry)
{
	enum err e;

	if (!entry->id)
		return ERR_OK;
	e = rank_first(cmd, entry);
	if (e)
		return e;
	entry->booking = 0;
	entry->wanted_seat = 0; /* whoever is there */
	return entry_save(cmd, entry);
}

/* The place in line that their booking gave them is one too many now: others wait who have no more. */
static enum err is_one_too_many(struct cmd *cmd, const struct entry *entry, bool *ret)
{
	struct ids entries;
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, entry->booth, &booth);

	if (!e)
		e = entry_db_of_person(cmd->db, cmd->arena, entry->account, &entries);
	*ret = !e && entries.n > booth.max_queues;
	return e;
}

/* Who checked in and went is in the line as whoever came just now: the time was kept for them. */
static enum err lose_precedence(struct cmd *cmd, struct entry *entry)
{
	bool ends = false;
	enum err e = ERR_OK;

	if (!entry->id || !entry->booking)
		return ERR_OK;
	if (entry->precedence == 1) {
		entry->precedence = 2;
		e = rank_last(cmd, entry);
		if (!e)
			e = is_one_too_many(cmd, entry, &ends);
	}
	if (e)
		return e;
	entry->booking = 0;
	entry->wanted_seat = 0;
	if (ends)
		return entry_apply(cmd, entry, ENTRY_GONE);
	return entry_save(cmd, entry);
}

/* Who is there without having said so has checked in; a talk that runs is what was booked. */
static enum err check_in(struct cmd *cmd, struct booking *booking, struct entry *entry)
{
	enum err e = booking_claim(cmd, entry);

	if (!e)
		e = booking_db_get(cmd->db, cmd->arena, booking->id, booking);
	if (!e && entry->life.state == ENTRY_STATE_IN_CALL)
		e = booking_apply(cmd, booking, BOOKING_TALK);
	return e ? e : booking_look_later(cmd, booking->id, cmd->now_ms + LOOK_AGAIN_MS);
}

static enum err look(struct cmd *cmd, struct booking *booking, const struct booth *booth)
{
	struct booking_facts facts;
	struct entry entry;
	enum booking_event event;
	int64_t again_ms;
	enum err e = look_around(cmd, booking, booth, &entry, &facts);

	if (!e && entry.wanted_seat)
		e = entry_touch(cmd, &entry); /* whose recruiter pauses is everybody's from now on */
	if (e)
		return e;
	if (!booking_judge(booking->state, &facts, cmd->now_ms, &booth->numbers, &event, &again_ms))
		return booking_look_later(cmd, booking->id, again_ms);
	if (event == BOOKING_CHECK_IN)
		return check_in(cmd, booking, &entry);
	booking->is_called_off = event == BOOKING_CANCEL;
	e = booking_apply(cmd, booking, event);
	if (e)
		return e;
	return event == BOOKING_EMPLOYER_MISSING ? make_up(cmd, &entry) :
						   lose_precedence(cmd, &entry);
}

enum err on_booking_timeout(struct cmd *cmd, const struct booking_timeout_args *args,
			    struct booking_timeout_reply *ret_reply)
{
	struct booking booking;
	struct booth booth;
	enum err e = booking_db_get(cmd->db, cmd->arena, args->booking, &booking);

	(void)ret_reply;
	if (!e)
		e = booth_get(cmd->db, cmd->arena, booking.booth, &booth);
	/* The fair moved since this timer was set: another one was set then. */
	if (e || cmd->now_ms < booking.starts_ms)
		return e;
	if (booking.state != BOOKING_STATE_BOOKED && booking.state != BOOKING_STATE_CHECKED_IN &&
	    booking.state != BOOKING_STATE_IN_CALL)
		return ERR_OK;
	/* Nobody could come in yet: nobody is missing. */
	if (booth.fair_state == FAIR_STATE_PLANNED)
		return booking_look_later(cmd, booking.id, cmd->now_ms + booth.numbers.no_show_ms);
	return look(cmd, &booking, &booth);
}
