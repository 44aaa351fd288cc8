/*
 * Losing and finding people, doors that open and close, and a server that was away (design §2,
 * §11). Grace is granted by timers, so that a crash forgets nobody. Engine thread.
 */
#include "features/account/account.h"
#include "features/doors/doors.h"
#include "features/exhibitor/exhibitor.h"
#include "features/handlers.h"
#include "features/meet/core.h"

/* The fair's tick comes every few seconds, or something was wrong. */
#define PATIENCE_GAP_MS (2 * MINUTE_MS)

/* Looks at somebody again who has been gone for so long, when they lose the next thing: one timer at a time,
 * as most come back before. */
static enum err look_when_gone_longer(struct cmd *cmd, int64_t account, int64_t since_ms,
				      int64_t gone_ms)
{
	static const int64_t AFTER_MS[] = { SEAT_OFFLINE_MS, AWAY_AFTER_MS, GUEST_GONE_MS, LEFT_AFTER_MS };

	for (size_t i = 0; i < ARRAY_LEN(AFTER_MS); i++) {
		if (gone_ms < AFTER_MS[i])
			return cmd_timer(cmd, since_ms + AFTER_MS[i], CMD_PERSON_TIMEOUT,
					 arena_printf(cmd->arena,
						      "{\"account\":%lld,\"since_ms\":%lld}",
						      (long long)account, (long long)since_ms));
	}
	return ERR_OK;
}

static enum err went_offline(struct cmd *cmd, int64_t account)
{
	enum err e = account_set_offline(cmd->db, account, cmd->now_ms, cmd->now_ms);

	if (!e)
		e = look_when_gone_longer(cmd, account, cmd->now_ms, 0);
	return e ? e : person_touch(cmd, account);
}

enum err on_person_offline(struct cmd *cmd, const struct person_offline_args *args,
			   struct person_offline_reply *ret_reply)
{
	(void)ret_reply;
	return went_offline(cmd, args->account);
}

static enum err apply_to_entries(struct cmd *cmd, int64_t account, enum entry_event event)
{
	struct ids entries;
	enum err e = entry_db_of_person(cmd->db, cmd->arena, account, &entries);

	for (size_t i = 0; i < entries.n && !e; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries.at[i], &entry);
		if (!e)
			e = entry_apply(cmd, &entry, event);
		if (e == ERR_WRONG_STATE)
			e = ERR_OK; /* a ring or a call decides for itself */
	}
	return e;
}

/* Does this to every seat of a person. */
static enum err each_seat(struct cmd *cmd, int64_t account, enum err (*act)(struct cmd *cmd, struct seat *seat))
{
	struct ids seats;
	enum err e = seat_db_of_person(cmd->db, cmd->arena, account, &seats);

	for (size_t i = 0; i < seats.n && !e; i++) {
		struct seat seat;

		e = seat_db_get(cmd->db, cmd->arena, seats.at[i], &seat);
		if (!e)
			e = act(cmd, &seat);
	}
	return e;
}

/* Whoever sits there is counted on again. */
static enum err look_again(struct cmd *cmd, struct seat *seat)
{
	return booth_changed(cmd, seat->booth);
}

enum err on_person_online(struct cmd *cmd, const struct person_online_args *args,
			  struct person_online_reply *ret_reply)
{
	struct person person;
	enum err e = person_db_get(cmd->db, cmd->arena, args->account, &person);

	(void)ret_reply;
	if (!e)
		e = exhibitor_came(cmd, args->account);
	if (e || !person.offline_since_ms)
		return e;
	e = account_set_offline(cmd->db, args->account, 0, cmd->now_ms);
	if (!e)
		e = doors_came(cmd, args->account);
	if (!e)
		e = apply_to_entries(cmd, args->account, ENTRY_ONLINE);
	return e ? e : each_seat(cmd, args->account, look_again);
}

static enum err lose_seat(struct cmd *cmd, struct seat *seat)
{
	enum err e = seat_apply(cmd, seat, SEAT_LOST, 0);

	return e == ERR_SEAT_BUSY ? ERR_OK : e; /* the call's end looks again */
}

/* What somebody loses who has been gone for this long. */
static enum err apply_absence(struct cmd *cmd, int64_t account, int64_t gone_ms)
{
	enum err e = ERR_OK;

	if (gone_ms >= SEAT_OFFLINE_MS)
		e = each_seat(cmd, account, lose_seat);
	if (!e && gone_ms >= GUEST_GONE_MS)
		e = doors_gone(cmd, account);
	if (!e && gone_ms >= LEFT_AFTER_MS)
		return apply_to_entries(cmd, account, ENTRY_GONE);
	if (!e && gone_ms >= AWAY_AFTER_MS)
		return apply_to_entries(cmd, account, ENTRY_OFFLINE_LONG);
	return e;
}

enum err person_look_again(struct cmd *cmd, int64_t account)
{
	struct person person;
	enum err e = person_db_get(cmd->db, cmd->arena, account, &person);

	if (e || !person.offline_since_ms)
		return e;
	return apply_absence(cmd, account, cmd->now_ms - person.offline_since_ms);
}

enum err on_person_timeout(struct cmd *cmd, const struct person_timeout_args *args,
			   struct person_timeout_reply *ret_reply)
{
	int64_t gone_ms = cmd->now_ms - args->since_ms;
	struct person person;
	enum err e = person_db_get(cmd->db, cmd->arena, args->account, &person);

	(void)ret_reply;
	if (e || person.offline_since_ms != args->since_ms)
		return e; /* came back since */
	e = apply_absence(cmd, args->account, gone_ms);
	return e ? e : look_when_gone_longer(cmd, args->account, args->since_ms, gone_ms);
}

/* ---- the server was away ---- */

static void shift(int64_t *at_ms, int64_t by_ms)
{
	if (*at_ms)
		*at_ms += by_ms;
}

/* Nobody's page is in the call any more. Its clocks stood still while we were away; a live one is
 * interrupted until both are back. */
static enum err resume_call(struct cmd *cmd, int64_t id, int64_t down_ms)
{
	struct call call;
	enum err e = call_db_get(cmd->db, cmd->arena, id, &call);

	if (e)
		return e;
	shift(&call.life.deadline_ms, down_ms);
	shift(&call.life.ends_ms, down_ms);
	call.student_page = call.recruiter_page = call.pair = 0;
	call.life.are_pages_there = false;
	/* The server's absence is nobody's fault and does not use up the one stopped clock. */
	if (call.life.state == CALL_STATE_LIVE) {
		bool was_stopped = call.life.is_clock_stopped_once;

		call.life.is_clock_stopped_once = false;
		e = call_step(&call.life, CALL_PAGE_LOST, cmd->now_ms, &(struct call_terms){ 0 });
		call.life.is_clock_stopped_once = was_stopped;
	}
	return e ? e : call_save(cmd, &call);
}

static enum err resume_seat(struct cmd *cmd, int64_t id, int64_t down_ms)
{
	struct seat seat;
	enum err e = seat_db_get(cmd->db, cmd->arena, id, &seat);

	if (e || seat.life.state != SEAT_STATE_WRAP_UP)
		return e;
	shift(&seat.life.until_ms, down_ms);
	seat.version++;
	e = seat_db_update(cmd->db, &seat);
	if (!e)
		e = seat_touch(cmd, &seat);
	return e ? e :
		   cmd_timer(cmd, seat.life.until_ms, CMD_SEAT_TIMEOUT,
			     arena_printf(cmd->arena, "{\"seat\":%lld,\"version\":%u}",
					  (long long)seat.id, seat.version));
}

static enum err resume_entry(struct cmd *cmd, int64_t id, int64_t down_ms)
{
	struct entry entry;
	enum err e = entry_db_get(cmd->db, cmd->arena, id, &entry);

	if (e || !entry.life.until_ms)
		return e;
	shift(&entry.life.until_ms, down_ms);
	entry.version++;
	e = entry_db_update(cmd->db, &entry);
	return e ? e :
		   cmd_timer(cmd, entry.life.until_ms, CMD_QUEUE_TIMEOUT,
			     arena_printf(cmd->arena, "{\"entry\":%lld,\"version\":%u}",
					  (long long)entry.id, entry.version));
}

/* Everybody who waits, sits or talks lost their connection with the server, and gets the grace of
 * somebody who just did. */
static enum err resume_person(struct cmd *cmd, int64_t account, int64_t down_ms)
{
	struct ids seats, entries;
	enum err e = seat_db_of_person(cmd->db, cmd->arena, account, &seats);

	for (size_t i = 0; !e && i < seats.n; i++)
		e = resume_seat(cmd, seats.at[i], down_ms);
	if (!e)
		e = entry_db_of_person(cmd->db, cmd->arena, account, &entries);
	for (size_t i = 0; !e && i < entries.n; i++)
		e = resume_entry(cmd, entries.at[i], down_ms);
	return e ? e : went_offline(cmd, account);
}

enum err on_server_resumed(struct cmd *cmd, const struct server_resumed_args *args,
			   struct server_resumed_reply *ret_reply)
{
	struct ids calls, people;
	enum err e = call_db_all(cmd->db, cmd->arena, &calls);

	(void)ret_reply;
	for (size_t i = 0; !e && i < calls.n; i++)
		e = resume_call(cmd, calls.at[i], args->down_ms);
	if (!e)
		e = person_db_present(cmd->db, cmd->arena, &people);
	for (size_t i = 0; !e && i < people.n; i++)
		e = resume_person(cmd, people.at[i], args->down_ms);
	if (!e)
		e = learned_db_resume(cmd->db, args->down_ms);
	if (!e)
		e = fairs_resumed(cmd->db, cmd->now_ms);
	return e ? e : offers_resume(cmd, args->down_ms);
}

/* ---- doors ---- */

static enum err line_changed(struct cmd *cmd, int64_t booth)
{
	enum err e = booth_changed(cmd, booth);

	return e ? e : watchers_touch(cmd, booth);
}

/* What is hidden while the doors are closed is shown again, or no longer. */
static enum err doors_seen(struct cmd *cmd, int64_t booth)
{
	enum err e = line_changed(cmd, booth);

	if (!e)
		e = slot_waiters_touch(cmd, booth);
	return e ? e : handovers_touch(cmd, booth);
}

enum err meet_fair_changed(struct cmd *cmd, int64_t fair)
{
	struct ids booths;
	enum err e = booth_ids(cmd->db, cmd->arena, fair, &booths);

	for (size_t i = 0; !e && i < booths.n; i++)
		e = doors_seen(cmd, booths.at[i]);
	return e;
}

enum err meet_rules_changed(struct cmd *cmd, int64_t fair)
{
	struct ids entries, calls, booths;
	enum err e = booth_ids(cmd->db, cmd->arena, fair, &booths);

	for (size_t i = 0; !e && i < booths.n; i++)
		e = booth_changed(cmd, booths.at[i]);
	if (!e)
		e = entry_db_at_fair(cmd->db, cmd->arena, fair, &entries);
	for (size_t i = 0; !e && i < entries.n; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries.at[i], &entry);
		touch_me_entry(cmd, entry.account, entry.id);
	}
	if (!e)
		e = call_db_at_fair(cmd->db, cmd->arena, fair, &calls);
	for (size_t i = 0; !e && i < calls.n; i++) {
		struct call call;

		e = call_db_get(cmd->db, cmd->arena, calls.at[i], &call);
		if (!e)
			call_touch(cmd, &call);
	}
	return e;
}

enum err meet_cards_hidden(struct cmd *cmd, int64_t fair)
{
	struct ids booths, leads, bookings;
	enum err e = booth_ids(cmd->db, cmd->arena, fair, &booths);

	for (size_t i = 0; !e && i < booths.n; i++) {
		int64_t booth = booths.at[i];

		e = lead_db_at_booth(cmd->db, cmd->arena, booth, &leads);
		for (size_t k = 0; !e && k < leads.n; k++)
			touch_console_lead(cmd, booth, leads.at[k]);
		if (!e)
			e = booking_db_at_booth(cmd->db, cmd->arena, booth, &bookings);
		for (size_t k = 0; !e && k < bookings.n; k++)
			touch_console_booking(cmd, booth, bookings.at[k]);
	}
	return e;
}

/* How estimates came out, and how patient people are. */
static enum err learn(struct cmd *cmd, int64_t fair, struct wait_learned *learned)
{
	struct wait_outcome outcomes[WAIT_OUTCOMES_MOST];
	int64_t passed_ms = cmd->now_ms - learned->counted_ms;
	uint32_t waiting, left;
	size_t n;
	enum err e = waiters_db_count(cmd->db, fair, learned->counted_ms, cmd->now_ms, &waiting, &left);

	if (!e)
		e = outcomes_db_newest(cmd->db, fair, cmd->now_ms, outcomes, &n);
	if (e)
		return e;
	learned->calibration = wait_calibrate(outcomes, n);
	/* Nobody is known to have waited before the first count, or while the doors were closed. */
	if (passed_ms < 0 || passed_ms > PATIENCE_GAP_MS)
		waiting = left = 0;
	wait_patience_learn(&learned->patience, waiting, left, passed_ms > 0 ? passed_ms : 0);
	learned->counted_ms = cmd->now_ms;
	return learned_db_set(cmd->db, fair, learned);
}

/* Once a minute: what was told is learned from, and what is told now is kept. */
static enum err look_back(struct cmd *cmd, int64_t fair, const struct ids *booths)
{
	struct wait_learned learned;
	enum err e = learned_db_get(cmd->db, fair, &learned);

	if (e || (cmd->now_ms >= learned.counted_ms && cmd->now_ms < learned.counted_ms + MINUTE_MS))
		return e;
	e = learn(cmd, fair, &learned);
	for (size_t i = 0; !e && i < booths->n; i++)
		e = line_keep_told(cmd, booths->at[i]);
	return e;
}

enum err meet_time_passed(struct cmd *cmd, int64_t fair)
{
	struct ids booths;
	enum err e = seat_db_staffed_booths(cmd->db, cmd->arena, fair, &booths);

	if (!e)
		e = look_back(cmd, fair, &booths);
	for (size_t i = 0; !e && i < booths.n; i++)
		e = line_changed(cmd, booths.at[i]);
	return e;
}

static enum err withdraw_rings(struct cmd *cmd, int64_t fair)
{
	struct ids calls;
	enum err e = call_db_at_fair(cmd->db, cmd->arena, fair, &calls);

	for (size_t i = 0; !e && i < calls.n; i++) {
		struct call call;

		e = call_db_get(cmd->db, cmd->arena, calls.at[i], &call);
		if (!e && call.life.state == CALL_STATE_RINGING)
			e = call_apply(cmd, &call, CALL_HANG_UP);
	}
	return e;
}

/* What was booked for after the close is given back, and everybody concerned sees it. */
static enum err cancel_bookings(struct cmd *cmd, int64_t fair)
{
	struct ids bookings;
	enum err e = booking_db_open_at_fair(cmd->db, cmd->arena, fair, &bookings);

	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		booking.is_called_off = true;
		if (!e)
			e = booking_apply(cmd, &booking, BOOKING_CANCEL);
	}
	return e ? e : meet_fair_changed(cmd, fair);
}

enum err meet_fair_closed(struct cmd *cmd, int64_t fair)
{
	struct ids entries;
	enum err e = withdraw_rings(cmd, fair);

	if (!e)
		e = entry_db_at_fair(cmd->db, cmd->arena, fair, &entries);
	for (size_t i = 0; !e && i < entries.n; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries.at[i], &entry);
		if (!e && entry.life.state != ENTRY_STATE_IN_CALL)
			e = entry_apply(cmd, &entry, ENTRY_CLOSE);
	}
	return e ? e : cancel_bookings(cmd, fair);
}
