/*
 * Whom a seat calls: who is next, somebody of the first five by hand, or by itself as soon as it can
 * (design §2). Engine thread.
 */
#include "features/chat/chat.h"
#include "features/handlers.h"
#include "features/meet/core.h"

/* By hand only these may be called: whoever waits longer must not be passed for ever. */
#define PICK_MOST 5

int64_t walk_in_over_ms(const struct booth *booth, int64_t now_ms)
{
	return now_ms + booth->talk_ms + booking_buffer_ms(&booth->numbers);
}

enum err booth_line(struct db *db, struct arena *a, const struct booth *booth, int64_t now_ms,
		    struct place **ret, size_t *ret_n)
{
	return entry_db_line(db, a, booth->id, now_ms, walk_in_over_ms(booth, now_ms), ret, ret_n);
}

/* Who sits at a booth, and which bookings they are expected to serve. */
struct agenda {
	struct free_seat *seats;
	struct due_booking *bookings; /* with room for one more */
	size_t n_seats, n_bookings;
};

static enum err agenda_get(struct cmd *cmd, const struct booth *booth, int64_t before_ms,
			   int64_t except, struct agenda *ret)
{
	enum err e = seat_db_when_free(cmd->db, cmd->arena, booth, cmd->now_ms, &ret->seats,
				       &ret->n_seats);

	return e ? e : booking_db_due(cmd->db, cmd->arena, booth, cmd->now_ms, before_ms, except,
				      &ret->bookings, &ret->n_bookings);
}

/* How long bookings wait at a booth if `seat` is free at `free_ms`; seat 0: all are as they are. */
static int64_t wait_when(struct cmd *cmd, const struct agenda *agenda, int64_t seat, int64_t free_ms)
{
	struct free_seat *seats = arena_array(cmd->arena, agenda->n_seats, sizeof(*seats));
	struct due_booking *bookings = arena_array(cmd->arena, agenda->n_bookings, sizeof(*bookings));

	for (size_t i = 0; i < agenda->n_bookings; i++)
		bookings[i] = agenda->bookings[i];
	for (size_t i = 0; i < agenda->n_seats; i++) {
		seats[i] = agenda->seats[i];
		if (seats[i].id == seat)
			seats[i].free_ms = free_ms;
	}
	return bookings_wait_ms(seats, agenda->n_seats, bookings, agenda->n_bookings);
}

enum err delays_booking(struct cmd *cmd, int64_t seat, const struct booth *booth,
			const struct occupation *o, bool *ret)
{
	struct agenda agenda;
	enum err e = agenda_get(cmd, booth, o->before_ms ? o->before_ms : o->later_ms, o->student,
				&agenda);

	*ret = !e && wait_when(cmd, &agenda, seat, o->later_ms) >
			     wait_when(cmd, &agenda, seat, o->free_ms);
	return e;
}

enum err is_beyond_reach(struct cmd *cmd, const struct booth *booth, const struct slot *slot,
			 int64_t student, bool *ret)
{
	struct agenda agenda;
	int64_t wait_ms;
	enum err e;

	*ret = false;
	if (slot->starts_ms >= walk_in_over_ms(booth, cmd->now_ms))
		return ERR_OK;
	e = agenda_get(cmd, booth, slot->ends_ms, student, &agenda);
	if (e || !agenda.n_seats)
		return e;
	wait_ms = wait_when(cmd, &agenda, 0, 0);
	agenda.bookings[agenda.n_bookings++] =
		(struct due_booking){ .starts_ms = slot->starts_ms,
				      .talk_ms = slot->ends_ms - slot->starts_ms };
	*ret = wait_when(cmd, &agenda, 0, 0) > wait_ms;
	return ERR_OK;
}

enum err may_take_walk_in(struct cmd *cmd, int64_t seat, const struct booth *booth, int64_t student)
{
	struct occupation o = { .student = student,
				.free_ms = cmd->now_ms,
				.later_ms = walk_in_over_ms(booth, cmd->now_ms) };
	struct booking own;
	bool is_delayed = false;
	enum err e = booking_db_live(cmd->db, cmd->arena, booth->id, student, &own);

	/* Their talk is the one that they have booked here, and may last longer, if they answer near enough to it. */
	if (!e && (own.state == BOOKING_STATE_BOOKED || own.state == BOOKING_STATE_CHECKED_IN) &&
	    own.starts_ms - CHECK_IN_BEFORE_MS <=
		    cmd->now_ms + booth->numbers.ring_ms + EXTRA_MINUTE_MS &&
	    own.ends_ms - own.starts_ms > booth->talk_ms)
		o.later_ms += own.ends_ms - own.starts_ms - booth->talk_ms;
	if (!e)
		e = delays_booking(cmd, seat, booth, &o, &is_delayed);
	return e ? e : is_delayed ? ERR_NEXT_IS_BOOKED : ERR_OK;
}

/* Once a booking's time has come, nobody of its own moment or an earlier one counts who is not there, or rests. */
static enum err forget_who_is_missing(struct cmd *cmd, struct agenda *agenda)
{
	size_t kept = 0;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < agenda->n_bookings; i++) {
		const struct due_booking *booking = &agenda->bookings[i];
		int64_t missed_ms = 0;

		if (booking->entry)
			e = call_db_last_missed(cmd->db, booking->entry, &missed_ms);
		if (booking->starts_ms > cmd->now_ms ||
		    (booking->entry && cmd->now_ms >= missed_ms + REST_MS))
			agenda->bookings[kept++] = *booking;
	}
	agenda->n_bookings = kept;
	return e;
}

/* Who sits idle beside somebody who is due for a minute is not waited for any more. */
static void forget_who_is_idle(struct agenda *agenda, int64_t seat, int64_t later_ms)
{
	for (size_t i = 0; i < agenda->n_seats; i++) {
		if (agenda->seats[i].is_idle && agenda->seats[i].id != seat)
			agenda->seats[i].free_ms = later_ms;
	}
}

static struct agenda only_due(struct cmd *cmd, const struct agenda *all)
{
	struct agenda due = *all;

	due.n_bookings = 0;
	due.bookings = arena_array(cmd->arena, all->n_bookings + 1, sizeof(*due.bookings));
	for (size_t i = 0; i < all->n_bookings; i++) {
		if (all->bookings[i].starts_ms <= cmd->now_ms)
			due.bookings[due.n_bookings++] = all->bookings[i];
	}
	return due;
}

/* How long all wait, this one too, if a seat takes it that is free at `free_ms`. */
static int64_t wait_if_taken(struct cmd *cmd, const struct agenda *agenda, const struct due_booking *own,
			     int64_t seat, int64_t free_ms)
{
	int64_t wait_ms = free_ms > own->starts_ms ? free_ms - own->starts_ms : 0;

	return wait_ms + wait_when(cmd, agenda, seat, free_ms + own->talk_ms);
}

/* Whether all wait longer if this seat takes it than if it is left to whoever is there. */
static bool keeps_waiting(struct cmd *cmd, const struct agenda *agenda, const struct due_booking *own,
			  int64_t seat, int64_t free_ms)
{
	struct agenda left = *agenda;

	left.bookings[left.n_bookings] = *own;
	left.bookings[left.n_bookings++].starts_ms--; /* they stand before others of the same moment */
	return wait_if_taken(cmd, agenda, own, seat, free_ms) > wait_when(cmd, &left, 0, 0);
}

/* Whether another seat could take it within a minute, that those can spare better whose time has not come. */
static bool is_better_elsewhere(struct cmd *cmd, const struct agenda *all, const struct agenda *due,
				const struct due_booking *own, int64_t seat)
{
	int64_t here_ms = wait_if_taken(cmd, all, own, seat, cmd->now_ms);

	for (size_t i = 0; i < all->n_seats && !own->wanted_seat; i++) {
		const struct free_seat *other = &all->seats[i];

		if (other->id != seat && other->free_ms <= cmd->now_ms + REST_MS &&
		    wait_if_taken(cmd, all, own, other->id, other->free_ms) < here_ms &&
		    !keeps_waiting(cmd, due, own, other->id, other->free_ms))
			return true;
	}
	return false;
}

/* Whether others wait longer if this booking is served now, by this seat, than if it is left to whoever else is
 * there. A booking whose time has come waits a minute at most for the sake of those whose time has not. */
static enum err is_better_left(struct cmd *cmd, const struct booth *booth, const struct due_booking *own,
			       const struct occupation *o, int64_t seat, bool *ret)
{
	bool is_due = own->starts_ms <= cmd->now_ms;
	struct agenda all, due;
	enum err e = agenda_get(cmd, booth, o->later_ms, o->student, &all);

	if (!e && is_due)
		e = forget_who_is_missing(cmd, &all);
	if (e)
		return e;
	if (own->starts_ms + REST_MS <= cmd->now_ms)
		forget_who_is_idle(&all, seat, o->later_ms);
	for (size_t i = 0; i < all.n_bookings; i++)
		all.bookings[i].talk_ms += booking_buffer_ms(&booth->numbers); /* as own has it */
	due = is_due ? only_due(cmd, &all) : all;
	*ret = keeps_waiting(cmd, &due, own, seat, cmd->now_ms) ||
	       (is_due && is_better_elsewhere(cmd, &all, &due, own, seat));
	return ERR_OK;
}

/* Who checked in is served where others wait the least for that: a colleague's own booking is not kept waiting
 * by somebody whom another seat could have called. Before their time no earlier booking may wait for theirs. */
static enum err may_take_booked(struct cmd *cmd, int64_t seat, const struct booth *booth,
				const struct entry *entry)
{
	struct occupation o = { .student = entry->account, .free_ms = cmd->now_ms };
	struct due_booking own;
	struct booking booking;
	bool is_delayed = false;
	enum err e = booking_db_get(cmd->db, cmd->arena, entry->booking, &booking);

	own = (struct due_booking){ .starts_ms = booking.starts_ms,
				    .talk_ms = booking.ends_ms - booking.starts_ms +
					       booking_buffer_ms(&booth->numbers),
				    .wanted_seat = entry->wanted_seat };
	o.later_ms = cmd->now_ms + own.talk_ms;
	o.before_ms = own.starts_ms;
	if (!e && own.starts_ms > cmd->now_ms)
		e = delays_booking(cmd, seat, booth, &o, &is_delayed);
	if (!e && !is_delayed)
		e = is_better_left(cmd, booth, &own, &o, seat, &is_delayed);
	return e ? e : is_delayed ? ERR_NEXT_IS_BOOKED : ERR_OK;
}

/* Whoever was handed over goes before everybody. */
static enum err may_take(struct cmd *cmd, int64_t seat, const struct booth *booth,
			 const struct entry *entry)
{
	if (!entry->precedence)
		return ERR_OK;
	return entry->precedence == 1 && entry->booking ?
		       may_take_booked(cmd, seat, booth, entry) :
		       may_take_walk_in(cmd, seat, booth, entry->account);
}

/* Who just missed a ring is not rung again at once by a seat that calls by itself; who missed one before their
 * booked time came, by none until then. call.c has the lines looked at when that is over. */
static enum err rests(struct cmd *cmd, const struct entry *entry, bool is_auto, bool *ret)
{
	struct booking booking = { 0 };
	int64_t missed_ms = 0;
	enum err e = call_db_last_missed(cmd->db, entry->id, &missed_ms);

	if (!e && entry->precedence == 1 && entry->booking)
		e = booking_db_get(cmd->db, cmd->arena, entry->booking, &booking);
	*ret = !e && ((is_auto && cmd->now_ms < missed_ms + REST_MS) ||
		      (booking.starts_ms > cmd->now_ms && missed_ms >= booking.starts_ms - CHECK_IN_BEFORE_MS));
	return e;
}

/* Who has no connection would not hear a ring. */
static enum err is_out_of_reach(struct cmd *cmd, const struct entry *entry, bool *ret)
{
	struct person person;
	enum err e = person_db_get(cmd->db, cmd->arena, entry->account, &person);

	*ret = !e && person.offline_since_ms;
	return e;
}

/* Whether this one cannot be rung now, and keeps their place. */
static enum err is_skipped(struct cmd *cmd, const struct entry *entry, bool is_auto, bool *ret)
{
	enum err e = is_out_of_reach(cmd, entry, ret);

	return e || *ret ? e : rests(cmd, entry, is_auto, ret);
}

static enum err find_next(struct cmd *cmd, const struct seat *seat, const struct booth *booth,
			  bool is_auto, struct entry *ret)
{
	struct place *line;
	bool skips = false;
	size_t n, refused = 0;
	enum err refusal = ERR_NOBODY_WAITING;
	enum err e = booth_line(cmd->db, cmd->arena, booth, cmd->now_ms, &line, &n);

	for (size_t i = 0; !e && i < n; i++) {
		if (line[i].state != ENTRY_STATE_WAITING || line[i].is_busy ||
		    (line[i].wanted_seat && line[i].wanted_seat != seat->id))
			continue;
		e = entry_db_get(cmd->db, cmd->arena, line[i].entry, ret);
		if (!e)
			e = is_skipped(cmd, ret, is_auto, &skips);
		if (!e && skips)
			continue;
		if (!e)
			e = may_take(cmd, seat->id, booth, ret);
		/* Who came before their booked time lets an earlier one pass who stands behind them; and a
		 * walk-in, as by hand, whose own time it is that the seat is kept for. */
		refused += line[i].precedence == 2;
		if (e != ERR_NEXT_IS_BOOKED || refused == PICK_MOST)
			return e;
		refusal = e;
		e = ERR_OK;
	}
	return e ? e : refusal;
}

/* Rings an entry's student for a seat. */
static enum err ring(struct cmd *cmd, struct seat *seat, struct entry *entry, int64_t ring_ms,
		     bool is_picked, int64_t *ret_call)
{
	struct call call = {
		.id = cmd_id(cmd),
		.fair = seat->fair,
		.booth = seat->booth,
		.entry = entry->id,
		.seat = seat->id,
		.student = entry->account,
		.recruiter = seat->account,
		.rang_ms = cmd->now_ms,
		.is_picked = is_picked,
		.life = { .state = CALL_STATE_RINGING, .deadline_ms = cmd->now_ms + ring_ms },
	};
	enum err e = seat_apply(cmd, seat, SEAT_RING, 0);

	if (!e)
		e = entry_apply(cmd, entry, ENTRY_CALL);
	if (!e)
		e = chat_create(cmd, call.fair, call.booth, call.id, &call.chat);
	if (!e)
		e = call_db_insert(cmd->db, &call);
	*ret_call = call.id;
	return e ? e : call_save(cmd, &call);
}

/* The seat and its booth, where calling is possible at all. */
static enum err caller_get(struct cmd *cmd, int64_t id, struct seat *ret, struct booth *ret_booth)
{
	bool is_busy = false;
	enum err e = seat_db_get(cmd->db, cmd->arena, id, ret);

	if (!e)
		e = booth_get(cmd->db, cmd->arena, ret->booth, ret_booth);
	if (!e && ret_booth->fair_state != FAIR_STATE_OPEN)
		return ERR_FAIR_NOT_OPEN;
	if (!e && ret->life.state != SEAT_STATE_FREE && ret->life.state != SEAT_STATE_WRAP_UP)
		return ERR_WRONG_STATE;
	if (!e)
		e = call_db_is_busy(cmd->db, ret->account, &is_busy);
	return e ? e : is_busy ? ERR_SEAT_BUSY : ERR_OK; /* at another fair */
}

static enum err call_next(struct cmd *cmd, int64_t id, bool is_auto, int64_t *ret_call)
{
	struct seat seat;
	struct booth booth;
	struct entry entry;
	enum err e = caller_get(cmd, id, &seat, &booth);

	if (!e)
		e = find_next(cmd, &seat, &booth, is_auto, &entry);
	return e ? e : ring(cmd, &seat, &entry, booth.numbers.ring_ms, false, ret_call);
}

enum err on_call_next(struct cmd *cmd, const struct call_next_args *args,
		      struct call_next_reply *ret_reply)
{
	return call_next(cmd, args->seat, false, &ret_reply->call);
}

/* Whether this entry is among the first of its line who can be called. */
static enum err is_among_first(struct cmd *cmd, const struct booth *booth, const struct entry *entry,
			       bool *ret)
{
	struct place *line;
	size_t n, callable = 0;
	enum err e = booth_line(cmd->db, cmd->arena, booth, cmd->now_ms, &line, &n);

	*ret = false;
	for (size_t i = 0; !e && i < n && callable < PICK_MOST; i++) {
		if (line[i].state != ENTRY_STATE_WAITING || line[i].is_busy)
			continue;
		*ret = *ret || line[i].entry == entry->id;
		callable++;
	}
	return e;
}

enum err on_call_pick(struct cmd *cmd, const struct call_pick_args *args,
		      struct call_pick_reply *ret_reply)
{
	struct seat seat;
	struct booth booth;
	struct entry entry;
	bool is_first = false, is_offline = false;
	enum err e = caller_get(cmd, args->seat, &seat, &booth);

	if (!e)
		e = entry_db_get(cmd->db, cmd->arena, args->entry, &entry);
	if (!e && entry.booth != seat.booth)
		return ERR_NOT_FOUND; /* another booth's line is none of theirs */
	if (!e)
		e = is_among_first(cmd, &booth, &entry, &is_first);
	if (!e && !is_first)
		return ERR_NOT_AMONG_FIRST;
	if (!e)
		e = is_out_of_reach(cmd, &entry, &is_offline);
	if (!e && is_offline)
		return ERR_STUDENT_OFFLINE;
	if (!e)
		e = may_take(cmd, seat.id, &booth, &entry);
	return e ? e : ring(cmd, &seat, &entry, booth.numbers.ring_ms, true, &ret_reply->call);
}

/* Nobody to call, or nobody who may be called yet, is no failure of a seat that tries by itself. */
static bool is_no_match(enum err e)
{
	return e == ERR_NOBODY_WAITING || e == ERR_NEXT_IS_BOOKED || e == ERR_FAIR_NOT_OPEN ||
	       e == ERR_SEAT_BUSY;
}

enum err on_line_match(struct cmd *cmd, const struct line_match_args *args,
		       struct line_match_reply *ret_reply)
{
	struct ids callers;
	enum err e = seat_db_callers(cmd->db, cmd->arena, args->booth, &callers);

	(void)ret_reply;
	for (size_t i = 0; !e && i < callers.n; i++) {
		int64_t call;

		e = call_next(cmd, callers.at[i], true, &call);
		if (is_no_match(e))
			e = ERR_OK; /* the next one may be who somebody waits for */
	}
	return e;
}
