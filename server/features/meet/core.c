/* See core.h. */
#include "features/meet/core.h"

#include "features/chat/chat.h"
#include "features/doors/doors.h"
#include "features/handlers.h"
#include "features/meet/tell.h"

/* Of those who are passed over now, how many will be there when their turn comes. */
#define HELD_WEIGHT 0.5
#define AWAY_WEIGHT 0.5

enum err line_match_at(struct cmd *cmd, int64_t booth, int64_t at_ms)
{
	return cmd_timer(cmd, at_ms, CMD_LINE_MATCH,
			 arena_printf(cmd->arena, "{\"booth\":%lld}", (long long)booth));
}

/* Whatever changed at a booth, somebody may be able to call now, or to be called. */
static enum err match_later(struct cmd *cmd, int64_t booth)
{
	struct ids callers;
	enum err e = seat_db_callers(cmd->db, cmd->arena, booth, &callers);

	if (e || !callers.n)
		return e;
	return line_match_at(cmd, booth, cmd->now_ms);
}

enum err booth_changed(struct cmd *cmd, int64_t id)
{
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, id, &booth);

	if (!e)
		booth_touch(cmd, &booth);
	return e ? e : match_later(cmd, id);
}

enum err entry_touch(struct cmd *cmd, const struct entry *entry)
{
	touch_me_entry(cmd, entry->account, entry->id);
	touch_console_entry(cmd, entry->booth, entry->id);
	return booth_changed(cmd, entry->booth);
}

enum err entry_save(struct cmd *cmd, const struct entry *entry)
{
	enum err e = entry_db_update(cmd->db, entry);

	return e ? e : entry_touch(cmd, entry);
}

static enum err entries_touch(struct cmd *cmd, const struct ids *entries)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < entries->n && !e; i++) {
		struct entry entry;

		e = entry_db_get(cmd->db, cmd->arena, entries->at[i], &entry);
		if (!e)
			e = entry_touch(cmd, &entry);
	}
	return e;
}

enum err person_touch(struct cmd *cmd, int64_t account)
{
	struct ids entries;
	enum err e = entry_db_of_person(cmd->db, cmd->arena, account, &entries);

	return e ? e : entries_touch(cmd, &entries);
}

/* Behind the place with this rank, and before whoever stands there. */
static enum err rank_behind(struct cmd *cmd, struct entry *entry, int64_t last)
{
	int64_t after;
	enum err e = entry_db_rank_behind(cmd->db, entry, last, &after);

	entry->rank = last + (after ? after - last : RANK_STEP) / 2;
	return e;
}

/* Behind the next who can be called, as many as the fair says (or fewer, where there are no others), and before
 * whoever stands behind them: who is away or held meanwhile is no turn that goes first. */
static enum err put_back(struct cmd *cmd, struct entry *entry, const struct booth *booth)
{
	struct place *line;
	size_t n = 0, passed = 0;
	int64_t last = 0;
	enum err e = booth_line(cmd->db, cmd->arena, booth, cmd->now_ms, &line, &n);

	for (size_t i = 0; i < n && passed < booth->numbers.put_back; i++) {
		if (line[i].precedence != entry->precedence || line[i].rank <= entry->rank ||
		    line[i].state != ENTRY_STATE_WAITING || line[i].is_busy)
			continue;
		last = line[i].rank;
		passed++;
	}
	return e || !passed ? e : rank_behind(cmd, entry, last);
}

static bool is_busy_state(enum entry_state state)
{
	return state == ENTRY_STATE_CALLED || state == ENTRY_STATE_IN_CALL;
}

/* A checked-in student whose place ends without a talk has given the booking back, or did not come when it was
 * time. */
static enum err give_booking_back(struct cmd *cmd, const struct entry *entry, enum entry_event event)
{
	struct booking booking;
	enum err e = booking_db_get(cmd->db, cmd->arena, entry->booking, &booking);
	bool is_missing = !e && (event == ENTRY_SUSPENSION_OVER || event == ENTRY_GONE) &&
			  booking.starts_ms <= cmd->now_ms;

	booking.is_called_off = event == ENTRY_CLOSE || event == ENTRY_REMOVE;
	if (!e)
		e = booking_apply(cmd, &booking, is_missing ? BOOKING_STUDENT_MISSING : BOOKING_CANCEL);
	return e == ERR_WRONG_STATE ? ERR_OK : e; /* it ended by itself before */
}

/* When only time changes what an entry is or shows; 0: never. */
static int64_t entry_due_ms(const struct entry_life *life)
{
	return entry_is_explained(life) ? life->ended_ms + EXPLAIN_MS : life->until_ms;
}

enum err entry_apply(struct cmd *cmd, struct entry *entry, enum entry_event event)
{
	bool was_busy = is_busy_state(entry->life.state);
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, entry->booth, &booth);
	int64_t due_ms;

	if (!e)
		e = entry_step(&entry->life, event, cmd->now_ms, &booth.numbers);
	if (!e && entry->life.is_put_back)
		e = put_back(cmd, entry, &booth);
	if (e)
		return e;
	entry->version++;
	e = entry_db_update(cmd->db, entry);
	due_ms = entry_due_ms(&entry->life);
	if (!e && due_ms)
		e = cmd_timer(cmd, due_ms, CMD_QUEUE_TIMEOUT,
			      arena_printf(cmd->arena, "{\"entry\":%lld,\"version\":%u}",
					   (long long)entry->id, entry->version));
	if (!e)
		e = entry_touch(cmd, entry);
	if (!e && was_busy != is_busy_state(entry->life.state))
		e = person_touch(cmd, entry->account);
	if (!e && entry->booking && entry->life.ended_ms && event != ENTRY_TALKED)
		e = give_booking_back(cmd, entry, event);
	if (!e && entry->life.ended_ms)
		e = watchers_touch(cmd, entry->booth); /* a full line may be open now */
	if (!e && entry->life.ended_ms)
		e = lead_look_again(cmd, entry->booth, entry->account);
	return e;
}

enum err seat_touch(struct cmd *cmd, const struct seat *seat)
{
	touch_me_seat(cmd, seat->account, seat->id);
	touch_console_seat(cmd, seat->booth, seat->id);
	touch_booth_staff(cmd, seat->booth, seat->id);
	return booth_changed(cmd, seat->booth);
}

enum err watchers_touch(struct cmd *cmd, int64_t booth)
{
	struct ids watchers;
	enum err e = watch_db_of_booth(cmd->db, cmd->arena, booth, &watchers);

	for (size_t i = 0; !e && i < watchers.n; i++)
		touch_me_watch(cmd, watchers.at[i], booth);
	return e;
}

/* Whoever sits there is at work: for those who were handed to them nobody else calls. */
static bool is_working(enum seat_state state)
{
	return state != SEAT_STATE_OFFLINE && state != SEAT_STATE_PAUSED;
}

/* Who is meant for this seat sees whether it calls them. */
static enum err wanting_touch(struct cmd *cmd, int64_t seat)
{
	struct ids entries;
	enum err e = entry_db_wanting(cmd->db, cmd->arena, seat, &entries);

	return e ? e : entries_touch(cmd, &entries);
}

enum err wanted_now(const struct view *v, const struct entry *entry, struct seat *ret)
{
	struct booking booking = { 0 };
	enum err e;

	*ret = (struct seat){ 0 };
	if (!entry->wanted_seat)
		return ERR_OK;
	e = seat_db_get(v->db, v->arena, entry->wanted_seat, ret);
	if (!e && entry->booking)
		e = booking_db_get(v->db, v->arena, entry->booking, &booking);
	if (ret->life.state == SEAT_STATE_OFFLINE ||
	    (ret->life.state == SEAT_STATE_PAUSED && booking.starts_ms <= v->now_ms))
		*ret = (struct seat){ 0 };
	return e;
}

enum err seat_apply(struct cmd *cmd, struct seat *seat, enum seat_event event, int64_t until_ms)
{
	bool was_offline = seat->life.state == SEAT_STATE_OFFLINE;
	bool was_working = is_working(seat->life.state);
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, seat->booth, &booth);

	if (!e)
		e = seat_step(&seat->life, event, cmd->now_ms,
			      event == SEAT_TALKED ? cmd->now_ms + booth.numbers.wrap_up_ms : until_ms);
	if (e)
		return e;
	seat->version++;
	e = seat_db_update(cmd->db, seat);
	if (!e && seat->life.until_ms)
		e = cmd_timer(cmd, seat->life.until_ms, CMD_SEAT_TIMEOUT,
			      arena_printf(cmd->arena, "{\"seat\":%lld,\"version\":%u}",
					   (long long)seat->id, seat->version));
	if (!e && was_offline != (seat->life.state == SEAT_STATE_OFFLINE))
		e = watchers_touch(cmd, seat->booth);
	if (!e && (was_working != is_working(seat->life.state) ||
		   was_offline != (seat->life.state == SEAT_STATE_OFFLINE)))
		e = wanting_touch(cmd, seat->id);
	return e ? e : seat_touch(cmd, seat);
}

void booking_touch(struct cmd *cmd, const struct booking *booking)
{
	touch_me_booking(cmd, booking->account, booking->id);
	touch_console_booking(cmd, booking->booth, booking->id);
	touch_booth_slot(cmd, booking->booth, booking->slot);
	touch_dashboard_needs(cmd, booking->fair, booking->fair);
}

enum err booking_apply(struct cmd *cmd, struct booking *booking, enum booking_event event)
{
	struct booth booth;
	enum booking_state before = booking->state;
	enum err e = booth_get(cmd->db, cmd->arena, booking->booth, &booth);

	if (!e)
		e = booking_step(&booking->state, event, cmd->now_ms, booking->starts_ms, &booth.numbers);
	if (e)
		return e;
	booking->version++;
	booking_touch(cmd, booking);
	e = booking_db_update(cmd->db, booking);
	if (!e)
		e = tell_booking(cmd, booking, before);
	if (!e)
		e = person_touch(cmd, booking->account); /* who is kept for it elsewhere may be called now */
	if (!e && (booking->state == BOOKING_STATE_CANCELLED ||
		   booking->state == BOOKING_STATE_EXPIRED)) {
		e = slot_offer_next(cmd, booking->slot);
		if (!e && !booking->is_replaced)
			e = slot_offer_unblocked(cmd, booking);
	}
	return e ? e : lead_look_again(cmd, booking->booth, booking->account);
}

/* ---- leads ---- */

static void lead_touch(struct cmd *cmd, const struct lead *lead)
{
	touch_me_lead(cmd, lead->account, lead->id);
	touch_console_lead(cmd, lead->booth, lead->id);
	touch_fair_fair(cmd, lead->fair, lead->fair);
	touch_dashboard_places(cmd, lead->fair, lead->fair);
}

enum err lead_advance(struct lead *lead, enum lead_event event)
{
	struct lead_facts facts = {
		.has_talked = lead->spoken_ms != 0,
		.has_answer = lead->has_answer,
		.answer = lead->answer,
		.is_place_offered = lead->has_next_step && lead->next_step == NEXT_STEP_OFFER,
	};

	return lead_step(&lead->state, event, &facts);
}

/* A card that was taken back is shown again: it stands where its answer put it, and what was owed is owed. */
static enum err lead_revive(struct cmd *cmd, struct lead *lead)
{
	struct booth booth;
	enum err e = booth_get(cmd->db, cmd->arena, lead->booth, &booth);

	if (!e)
		e = lead_advance(lead, LEAD_LEAVE_AGAIN);
	if (e)
		return e;
	if (lead->spoken_ms && !lead->has_answer)
		lead->due_ms = lead->spoken_ms + booth.answer_ms;
	e = call_text_changed(cmd, lead->account);
	if (!e)
		e = tell_owing(cmd, lead);
	return e ? e : lead_save(cmd, lead);
}

enum err lead_ensure(struct cmd *cmd, int64_t fair, int64_t booth, int64_t student,
		     struct lead *ret)
{
	enum err e = lead_db_of(cmd->db, cmd->arena, booth, student, ret);

	if (!e && ret->id && ret->state == LEAD_STATE_WITHDRAWN)
		return lead_revive(cmd, ret);
	if (!e && ret->id)
		touch_console_lead(cmd, booth, ret->id); /* whom it missed is there again */
	if (e || ret->id)
		return e;
	*ret = (struct lead){
		.id = cmd_id(cmd),
		.fair = fair,
		.booth = booth,
		.account = student,
		.state = LEAD_STATE_QUEUED,
		.created_ms = cmd->now_ms,
	};
	lead_touch(cmd, ret);
	return lead_db_insert(cmd->db, ret);
}

enum err lead_save(struct cmd *cmd, const struct lead *lead)
{
	lead_touch(cmd, lead);
	return lead_db_update(cmd->db, lead);
}

void lead_unanswer(struct lead *lead)
{
	lead->has_answer = false;
	lead->reason = (struct str){ 0 };
}

enum err lead_look_again(struct cmd *cmd, int64_t booth, int64_t student)
{
	struct lead lead;
	enum err e = lead_db_of(cmd->db, cmd->arena, booth, student, &lead);

	if (!e && lead.id)
		touch_console_lead(cmd, booth, lead.id);
	return e;
}

enum err student_shown(struct cmd *cmd, const struct call *call)
{
	struct booth booth;
	struct ids bookings, calls;
	enum err e = booth_get(cmd->db, cmd->arena, call->booth, &booth);

	if (e || !booth.is_blind)
		return e;
	e = booking_db_of_person(cmd->db, cmd->arena, call->student, &bookings);
	for (size_t i = 0; !e && i < bookings.n; i++) {
		struct booking booking;

		e = booking_db_get(cmd->db, cmd->arena, bookings.at[i], &booking);
		if (!e && booking.booth == call->booth)
			touch_console_booking(cmd, call->booth, booking.id);
	}
	if (!e)
		e = call_db_of_person_since(cmd->db, cmd->arena, call->student, cmd->now_ms - AFTER_TALK_MS, &calls);
	for (size_t i = 0; !e && i < calls.n; i++) {
		struct call one;

		e = call_db_get(cmd->db, cmd->arena, calls.at[i], &one);
		if (e || one.booth != call->booth)
			continue;
		call_touch(cmd, &one);
		e = chat_look_again(cmd, one.chat);
	}
	touch_console_entry(cmd, call->booth, call->entry);
	return e ? e : lead_look_again(cmd, call->booth, call->student);
}

/* ---- waiting ---- */

void walk_pass(struct wait_walk *walk, uint32_t *callable, const struct place *place)
{
	switch (place->state) {
	case ENTRY_STATE_WAITING:
		/* Held places ring or talk elsewhere and come first again. */
		wait_pass(walk, place->is_busy ? HELD_WEIGHT : 1.0);
		*callable += !place->is_busy;
		break;
	case ENTRY_STATE_AWAY:
	case ENTRY_STATE_SUSPENDED:
		wait_pass(walk, AWAY_WEIGHT);
		break;
	case ENTRY_STATE_CALLED:  /* their turn is part of a seat's */
	case ENTRY_STATE_IN_CALL:
	case ENTRY_STATE_DONE:
	case ENTRY_STATE_LEFT:
	case ENTRY_STATE_MISSED:
	case ENTRY_STATE_REMOVED:
	case ENTRY_STATE_CLOSED:
		break;
	}
}

struct standing standing_next(const struct wait_walk *walk, uint32_t callable)
{
	struct standing s = { .place = callable + 1 };

	s.has_wait = wait_range(walk, &s.guess);
	return s;
}

struct standing standing_of_newcomer(const struct bustle *b, const struct place *line, size_t n,
				     uint32_t precedence)
{
	struct wait_walk walk = b->walk;
	uint32_t callable = 0;

	for (size_t i = 0; i < n && line[i].precedence <= precedence; i++)
		walk_pass(&walk, &callable, &line[i]);
	return standing_next(&walk, callable);
}

enum err bustle_get(struct db *db, const struct booth *booth, int64_t now_ms, struct bustle *ret)
{
	struct wait_facts facts = { .talk_ms = booth->talk_ms,
				    .buffer_ms = booking_buffer_ms(&booth->numbers) };
	enum err e = seat_db_count(db, booth->id, &ret->seats);

	if (!e)
		e = wait_db_facts(db, booth->fair, booth->id, now_ms, &facts);
	if (!e)
		wait_begin(&facts, &ret->walk);
	return e;
}

enum err rank_last(struct cmd *cmd, struct entry *entry)
{
	int64_t last_rank = 0;
	enum err e = entry_db_last_rank(cmd->db, entry->booth, &last_rank);

	entry->rank = last_rank + RANK_STEP;
	return e;
}

enum err rank_as_come(struct cmd *cmd, struct entry *entry)
{
	int64_t last_rank;
	enum err e = entry_db_rank_before_later(cmd->db, entry, &last_rank);

	return e ? e : rank_behind(cmd, entry, last_rank);
}

enum err rank_first(struct cmd *cmd, struct entry *entry)
{
	enum err e = entry->precedence ? rank_last(cmd, entry) : ERR_OK;

	entry->precedence = 0;
	return e;
}

enum err entry_create(struct cmd *cmd, const struct booth *booth, struct entry *entry)
{
	enum err e;

	entry->booth = booth->id;
	e = rank_last(cmd, entry);
	if (e)
		return e;
	entry->id = cmd_id(cmd);
	entry->fair = booth->fair;
	entry->joined_ms = cmd->now_ms;
	entry->life = (struct entry_life){ .state = ENTRY_STATE_WAITING };
	e = booth_take_number(cmd->db, booth->id, &entry->number);
	if (!e)
		e = entry_db_insert(cmd->db, entry);
	if (!e)
		e = doors_expect(cmd, entry->fair, entry->account);
	if (!e)
		e = line_offer_over(cmd, booth->id, entry->account);
	return e ? e : entry_touch(cmd, entry);
}
