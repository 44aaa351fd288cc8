/*
 * How people behave at a fair. Numbers without a name are habits: how long somebody looks around,
 * how soon they answer. What a scenario varies is in sim_scenario.
 */
#include <stdio.h>
#include <string.h>

#include "sim/internal.h"

#define S SECOND_MS
#define M MINUTE_MS

static bool is_open(const struct sim *s)
{
	return s->now_ms >= s->opens_ms && s->now_ms < s->closes_ms;
}

static int64_t exponential_ms(struct person *p, double mean_ms)
{
	return (int64_t)chance_exponential(&p->chance, mean_ms);
}

static void subscribe(struct sim *s, struct person *p, const char *kind, int64_t id)
{
	ask(s, p, "subscribe",
	    id ? json_pack("{s:o}", "topic", json_sprintf("%s:%lld", kind, (long long)id)) :
		 json_pack("{s:s}", "topic", kind),
	    0);
}

static json_t *id_args(const char *name, int64_t id)
{
	return json_pack("{s:I}", name, (json_int_t)id);
}

/* ---- a student: looks around, waits, talks, goes home ---- */

static unsigned n_lines(const struct person *p)
{
	unsigned n = 0;

	for (int i = 0; i < LINES_MOST; i++)
		n += p->entries[i] != 0;
	return n;
}

static bool waits_at(const struct person *p, int64_t booth)
{
	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i] && p->entry_booth[i] == booth)
			return true;
	}
	return false;
}

/* Takes a number at the next booth of their list where they do not wait yet. */
static void join_a_wish(struct sim *s, struct person *p)
{
	for (unsigned tries = 0; tries < p->n_wishes; tries++) {
		int64_t booth = s->booths[p->wishes[p->next_wish++ % p->n_wishes]].id;

		if (waits_at(p, booth))
			continue;
		ask(s, p, "queue.join", id_args("booth", booth), booth);
		return;
	}
}

/* Somebody is free there now, and it fits; else back to the list. */
static void on_quiet(struct sim *s, struct person *p, const json_t *ok)
{
	const json_t *booths = json_object_get(ok, "booths");
	size_t n = json_array_size(booths);
	const json_t *one = n ? json_array_get(booths, (size_t)chance_between(&p->chance, 0, (int64_t)n)) :
				NULL;
	int64_t booth = json_integer_value(json_object_get(one, "id"));

	if (booth && !waits_at(p, booth))
		ask(s, p, "queue.join", id_args("booth", booth), booth);
	else
		join_a_wish(s, p);
}

static void look_around(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (s->now_ms >= s->closes_ms || p->is_gone)
		return;
	if (p->is_in_call || !is_open(s)) {
		plan(s, p, exponential_ms(p, 60.0 * S), look_around, 0);
		return;
	}
	if (n_lines(p) == LINES_MOST)
		return; /* looks again when a place is free */
	/* Once they know what they came for, half look where they need not wait. */
	if (p->next_wish && chance_is(&p->chance, 0.5))
		ask(s, p, "booth.quiet", id_args("fair", s->fair), 0);
	else
		join_a_wish(s, p);
}

static void give_up(struct sim *s, struct person *p, int64_t entry)
{
	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i] == entry && !p->is_in_call)
			ask(s, p, "queue.leave", id_args("entry", entry), 0);
	}
}

static void step_away(struct sim *s, struct person *p, int64_t entry)
{
	ask(s, p, "queue.step_away", id_args("entry", entry), 0);
}

static void come_back(struct sim *s, struct person *p, int64_t entry)
{
	ask(s, p, "queue.come_back", id_args("entry", entry), 0);
}

static void on_joined(struct sim *s, struct person *p, int64_t booth, const json_t *ok)
{
	int64_t entry = json_integer_value(json_object_get(ok, "entry"));

	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i])
			continue;
		p->entries[i] = entry;
		p->entry_booth[i] = booth;
		break;
	}
	plan(s, p, exponential_ms(p, 45.0 * M), give_up, entry);
	if (chance_is(&p->chance, 0.06)) {
		plan(s, p, exponential_ms(p, 4.0 * M), step_away, entry);
		plan(s, p, 4 * M + exponential_ms(p, 4.0 * M), come_back, entry);
	}
	if (chance_is(&p->chance, 0.7))
		plan(s, p, exponential_ms(p, 60.0 * S), look_around, 0);
}

static void on_entry_over(struct person *p, int64_t entry)
{
	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i] == entry)
			p->entries[i] = 0;
	}
}

static void accept(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.accept", id_args("call", call), 0);
}

static void decline(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.decline", id_args("call", call), 0);
}

static void one_more_minute(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.one_more_minute", id_args("call", call), 0);
	plan(s, p, chance_between(&p->chance, 20 * S, 70 * S), accept, call);
}

static void on_ring(struct sim *s, struct person *p)
{
	double what = chance_unit(&p->chance);
	double misses = s->options.scenario->misses;

	if (p->is_answering)
		return;
	p->is_answering = true;
	if (what < misses)
		return; /* not at the screen */
	if (what < misses + 0.02)
		plan(s, p, chance_between(&p->chance, 3 * S, 20 * S), decline, p->call);
	else if (what < misses + 0.07)
		plan(s, p, chance_between(&p->chance, 3 * S, 30 * S), one_more_minute, p->call);
	else
		plan(s, p, chance_between(&p->chance, 2 * S, 30 * S), accept, p->call);
}

static void check_in(struct sim *s, struct person *p, int64_t booking)
{
	ask(s, p, "booking.check_in", id_args("booking", booking), 0);
}

static void look_for_slots(struct sim *s, struct person *p, int64_t booth)
{
	ask(s, p, "subscribe",
	    json_pack("{s:o}", "topic", json_sprintf("booth:%lld", (long long)booth)), booth);
}

/* One of the free slots of a booth's page. */
static void on_booth_page(struct sim *s, struct person *p, const json_t *ok)
{
	const json_t *slots = json_object_get(json_object_get(ok, "snapshot"), "slot");
	size_t n = json_array_size(slots);

	for (size_t tries = 0; n && tries < 8; tries++) {
		const json_t *slot =
			json_array_get(slots, (size_t)chance_between(&p->chance, 0, (int64_t)n));
		int64_t starts_ms = json_integer_value(json_object_get(slot, "starts_ms"));

		if (!json_is_true(json_object_get(slot, "is_free")))
			continue;
		ask(s, p, "slot.book",
		    id_args("slot", json_integer_value(json_object_get(slot, "id"))), starts_ms);
		return;
	}
}

static void on_booked(struct sim *s, struct person *p, int64_t starts_ms, const json_t *ok)
{
	int64_t booking = json_integer_value(json_object_get(ok, "booking"));
	int64_t early_ms = chance_between(&p->chance, -2 * M, 9 * M);

	p->has_booked = true;
	p->booking = booking;
	/* One in twelve does not come; one in twelve says so before. */
	if (chance_is(&p->chance, 0.08))
		return;
	if (chance_is(&p->chance, 0.08))
		ask(s, p, "booking.cancel", id_args("booking", booking), 0);
	else if (starts_ms - early_ms > s->now_ms)
		plan_always(s, p, starts_ms - early_ms - s->now_ms, check_in, booking);
}

static void come_online(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	person_connect(s, p);
}

static void drop(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	person_disconnect(s, p);
	plan_always(s, p, 2 * S + exponential_ms(p, chance_is(&p->chance, 0.2) ? 6.0 * M : 8.0 * S),
		    come_online, 0);
}

static void go_home(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (p->is_in_call) {
		plan(s, p, 2 * M, go_home, 0);
		return;
	}
	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i])
			ask(s, p, "queue.leave", id_args("entry", p->entries[i]), 0);
	}
	p->is_gone = true;
	plan_always(s, p, 1 * S, drop, 0);
}

static void after_talk(struct sim *s, struct person *p)
{
	p->n_talks++;
	if (p->n_talks >= p->n_wanted)
		plan(s, p, 30 * S + exponential_ms(p, 60.0 * S), go_home, 0);
	else
		plan(s, p, 20 * S + exponential_ms(p, 60.0 * S), look_around, 0);
}

/* ---- a recruiter: one conversation after another ---- */

static void press_next(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	p->is_pressing = false;
	if (p->seat && !p->call &&
	    (!strcmp(p->seat_state, "free") || !strcmp(p->seat_state, "wrap_up")) && is_open(s))
		ask(s, p, "call.next", id_args("seat", p->seat), 0);
}

static void soon_next(struct sim *s, struct person *p, int64_t in_ms)
{
	if (p->is_pressing)
		return;
	p->is_pressing = true;
	plan(s, p, in_ms, press_next, 0);
}

static void call_by_itself(struct sim *s, struct person *p, int64_t seat)
{
	ask(s, p, "seat.set_auto", json_pack("{s:I,s:b}", "seat", (json_int_t)seat, "is_auto", 1), 0);
}

static void take_seat(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (s->now_ms < s->closes_ms && !p->is_gone)
		ask(s, p, "seat.take", id_args("booth", s->booths[p->booth].id), 0);
}

static void resume(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	ask(s, p, "seat.resume", id_args("seat", p->seat), 0);
}

static void take_pause(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (p->call || !p->seat) {
		plan(s, p, 2 * M, take_pause, 0);
		return;
	}
	ask(s, p, "seat.pause",
	    json_pack("{s:I,s:i}", "seat", (json_int_t)p->seat, "minutes",
		      (int)chance_between(&p->chance, 2, 12)),
	    0);
	if (chance_is(&p->chance, 0.5))
		plan(s, p, exponential_ms(p, 3.0 * M), resume, 0);
}

static void leave_early(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (p->call || !p->seat) {
		plan(s, p, 1 * M, leave_early, 0);
		return;
	}
	p->is_gone = true;
	ask(s, p, "seat.leave", id_args("seat", p->seat), 0);
	plan_always(s, p, 5 * S, drop, 0);
}

/* Ends the talk; now and then by sending the student on to another booth. */
static void hang_up(struct sim *s, struct person *p, int64_t call)
{
	unsigned other = (unsigned)chance_between(&p->chance, 0, s->options.scenario->booths);

	if (p->call != call)
		return;
	if (p->is_in_call && other != p->booth && chance_is(&p->chance, 0.05))
		ask(s, p, "call.transfer",
		    json_pack("{s:I,s:I,s:s}", "call", (json_int_t)call, "booth",
			      (json_int_t)s->booths[other].id, "note", "fits you better"),
		    0);
	else
		ask(s, p, "call.end", id_args("call", call), 0);
}

static void go_there(struct sim *s, struct person *p, int64_t handover)
{
	ask(s, p, "handover.accept", id_args("handover", handover), 0);
}

static void rather_not(struct sim *s, struct person *p, int64_t handover)
{
	ask(s, p, "handover.decline", id_args("handover", handover), 0);
}

static void ask_to_extend(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.extend", id_args("call", call), 0);
}

static void on_seat(struct sim *s, struct person *p, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));

	p->seat = json_integer_value(json_object_get(item, "id"));
	snprintf(p->seat_state, sizeof(p->seat_state), "%s", state);
	if (!strcmp(state, "free"))
		soon_next(s, p, chance_between(&p->chance, 1 * S, 5 * S));
	else if (!strcmp(state, "wrap_up"))
		soon_next(s, p, chance_between(&p->chance, 8 * S, 58 * S));
}

/* ---- a call, on either side ---- */

static void join_call(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call)
		ask(s, p, "call.join", id_args("call", call), 0);
}

static void say_connected(struct sim *s, struct person *p, int64_t call)
{
	if (p->call == call && p->pair)
		ask(s, p, "call.connected",
		    json_pack("{s:I,s:I}", "call", (json_int_t)call, "pair", (json_int_t)p->pair), 0);
}

static void on_live(struct sim *s, struct person *p, const json_t *item)
{
	int64_t planned_ms = json_integer_value(json_object_get(item, "ends_ms")) - s->now_ms;
	double factor = s->options.scenario->talk_factor;

	if (p->has_talked)
		return; /* live again after an interruption */
	p->has_talked = true;
	if (p->kind != PERSON_RECRUITER)
		return;
	plan_always(s, p, (int64_t)chance_lognormal(&p->chance, factor * (double)planned_ms, 0.4),
		    hang_up, p->call);
	if (chance_is(&p->chance, 0.1))
		plan(s, p, planned_ms - 1 * M, ask_to_extend, p->call);
}

static void on_over(struct sim *s, struct person *p, const json_t *item)
{
	bool was_talk = json_object_get(item, "started_ms") != NULL;
	int64_t lead = json_integer_value(json_object_get(item, "lead"));

	if (p->call != json_integer_value(json_object_get(item, "id")))
		return; /* told before */
	p->call = p->pair = 0;
	p->is_in_call = p->is_answering = p->has_talked = false;
	if (p->kind == PERSON_STUDENT && was_talk)
		after_talk(s, p);
	if (p->kind == PERSON_RECRUITER && was_talk && lead && chance_is(&p->chance, 0.7))
		ask(s, p, "lead.answer",
		    json_pack("{s:I,s:s,s:s}", "lead", (json_int_t)lead, "answer", "maybe", "reason",
			      ""),
		    0);
}

static void on_call(struct sim *s, struct person *p, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));
	int64_t id = json_integer_value(json_object_get(item, "id"));
	int64_t pair = json_integer_value(json_object_get(item, "pair"));
	bool is_new = p->call != id;

	if (!strcmp(state, "ended")) {
		on_over(s, p, item);
		return;
	}
	if (p->call && is_new)
		sim_fail(s, "%s is in two calls, %lld and %lld", p->email, (long long)p->call,
			 (long long)id);
	p->call = id;
	if (!strcmp(state, "ringing")) {
		if (p->kind == PERSON_STUDENT)
			on_ring(s, p);
		else if (is_new && chance_is(&p->chance, 0.01))
			plan(s, p, 10 * S, hang_up, id);
		return;
	}
	if (!p->is_in_call)
		plan(s, p, chance_between(&p->chance, 200, 2 * S), join_call, id);
	p->is_in_call = true;
	if (pair && pair != p->pair && p->kind == PERSON_STUDENT)
		plan(s, p, chance_between(&p->chance, 300, 3 * S), say_connected, id);
	p->pair = pair;
	if (!strcmp(state, "live"))
		on_live(s, p, item);
	if (p->kind == PERSON_STUDENT && json_object_get(item, "asked_by") &&
	    json_integer_value(json_object_get(item, "asked_by")) != p->account &&
	    chance_is(&p->chance, 0.5))
		plan(s, p, 5 * S, ask_to_extend, id);
}

/* ---- what they are told ---- */

static void hear_item(struct sim *s, struct person *p, const char *type, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));

	if (!strcmp(type, "handover"))
		plan(s, p, chance_between(&p->chance, 3 * S, 60 * S),
		     chance_is(&p->chance, 0.7) ? go_there : rather_not,
		     json_integer_value(json_object_get(item, "id")));
	else if (!strcmp(type, "call"))
		on_call(s, p, item);
	else if (!strcmp(type, "seat"))
		on_seat(s, p, item);
	else if (!strcmp(type, "entry") && !strcmp(state, "suspended") && chance_is(&p->chance, 0.5))
		plan(s, p, chance_between(&p->chance, 10 * S, 4 * M), come_back,
		     json_integer_value(json_object_get(item, "id")));
	else if (!strcmp(type, "entry") && (!strcmp(state, "missed") || !strcmp(state, "closed")))
		on_entry_over(p, json_integer_value(json_object_get(item, "id")));
}

void people_heard(struct sim *s, struct person *p, const char *topic, const json_t *event)
{
	const char *type = json_string_value(json_object_get(event, "type"));
	const json_t *item = json_object_get(event, "item");
	int64_t gone = json_integer_value(json_object_get(event, "gone"));

	if (!strcmp(topic, "console")) {
		/* Somebody waits: who is free looks up. */
		if (!strcmp(type, "entry") && item && !strcmp(p->seat_state, "free"))
			soon_next(s, p, chance_between(&p->chance, 1 * S, 6 * S));
		return;
	}
	if (item)
		hear_item(s, p, type, item);
	else if (!strcmp(type, "entry"))
		on_entry_over(p, gone);
	else if (!strcmp(type, "seat"))
		p->seat_state[0] = '\0';
	if (!item && !strcmp(type, "entry") && p->kind == PERSON_STUDENT && !p->is_gone)
		plan(s, p, exponential_ms(p, 60.0 * S), look_around, 0);
}

/* The whole of `me`: what is true now, whatever was missed. */
static void hear_snapshot(struct sim *s, struct person *p, const json_t *snapshot)
{
	const json_t *entries = json_object_get(snapshot, "entry");
	const json_t *list;
	const char *type;
	size_t i;
	json_t *item;

	if (p->kind == PERSON_STUDENT) {
		int n = 0;

		memset(p->entries, 0, sizeof(p->entries));
		json_array_foreach((json_t *)entries, i, item) {
			const char *state = json_string_value(json_object_get(item, "state"));

			if (n == LINES_MOST || !strcmp(state, "closed") || !strcmp(state, "missed"))
				continue;
			p->entries[n] = json_integer_value(json_object_get(item, "id"));
			p->entry_booth[n++] = json_integer_value(json_object_get(item, "booth"));
		}
	}
	json_object_foreach((json_t *)snapshot, type, list) {
		json_array_foreach((json_t *)list, i, item)
			hear_item(s, p, type, item);
	}
}

/* ---- answers ---- */

static void on_no_next(struct sim *s, struct person *p)
{
	/* What changes is told; a booking's time is not. */
	soon_next(s, p, chance_between(&p->chance, 20 * S, 40 * S));
}

static void on_subscribed(struct sim *s, const struct question *q, const json_t *ok)
{
	const json_t *snapshot = json_object_get(ok, "snapshot");
	const json_t *events = json_object_get(ok, "events");
	size_t i;
	json_t *event;

	if (q->about) {
		on_booth_page(s, q->who, ok);
	} else if (strcmp(json_string_value(json_object_get(q->args, "topic")), "me") == 0) {
		if (snapshot)
			hear_snapshot(s, q->who, snapshot);
		json_array_foreach((json_t *)events, i, event)
			people_heard(s, q->who, "me", event);
	}
}

/* As `stagebeurs link` and the page behind it: the reply to the second sets the session's token. */
static void redeem(struct sim *s, int64_t account, const json_t *ok)
{
	ask(s, map_get(&s->by_account, (uint64_t)account), "session.redeem",
	    json_pack("{s:O}", "token", json_object_get(ok, "token")), 0);
}

void people_answered(struct sim *s, const struct question *q, const json_t *ok, const char *err)
{
	struct person *p = q->who;

	if (!strcmp(q->cmd, "account.link")) {
		redeem(s, q->about, ok);
	} else if (!strcmp(q->cmd, "queue.join")) {
		if (ok)
			on_joined(s, p, q->about, ok);
		else
			plan(s, p, exponential_ms(p, 40.0 * S), look_around, 0);
	} else if (!strcmp(q->cmd, "booth.quiet")) {
		on_quiet(s, p, ok);
	} else if (!strcmp(q->cmd, "call.next") && err) {
		on_no_next(s, p);
	} else if (!strcmp(q->cmd, "seat.take") && ok && p->index % 3 == 0) {
		/* One in three lets the seat call by itself. */
		call_by_itself(s, p, json_integer_value(json_object_get(ok, "seat")));
	} else if (!strcmp(q->cmd, "slot.book") && ok) {
		on_booked(s, p, q->about, ok);
	} else if (!strcmp(q->cmd, "subscribe") && ok) {
		on_subscribed(s, q, ok);
	}
}

/* ---- arriving ---- */

void people_connected(struct sim *s, struct person *p)
{
	p->is_in_call = p->is_answering = p->is_pressing = false;
	p->call = p->pair = 0; /* `me` tells */
	subscribe(s, p, "me", 0);
	if (p->kind == PERSON_RECRUITER) {
		subscribe(s, p, "console", s->booths[p->booth].id);
		plan(s, p, 1 * S, take_seat, 0);
	} else if (p->kind == PERSON_STUDENT) {
		plan(s, p, exponential_ms(p, 30.0 * S), look_around, 0);
		if (!p->has_booked && chance_is(&p->chance, s->options.scenario->bookers))
			plan(s, p, exponential_ms(p, 60.0 * S), look_for_slots,
			     s->booths[p->wishes[0]].id);
	}
	if (s->options.scenario->drops > 0 && p->kind != PERSON_ORGANISER)
		plan(s, p, exponential_ms(p, 60.0 * M / s->options.scenario->drops), drop, 0);
}

static void open_doors(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	ask(s, p, "fair.open", id_args("fair", s->fair), 0);
}

static void close_doors(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	ask(s, p, "fair.close", id_args("fair", s->fair), 0);
}

/* Most come in the first half hour, the rest over the evening. */
static int64_t arrival_ms(struct sim *s, struct person *p)
{
	int64_t open_ms = s->closes_ms - s->opens_ms;

	if (chance_is(&p->chance, 0.5))
		return chance_between(&p->chance, -5 * M, 25 * M);
	return chance_between(&p->chance, 0, open_ms * 8 / 10);
}

static void plan_evening(struct sim *s, struct person *p)
{
	int64_t until_open_ms = s->opens_ms - s->now_ms;
	double late = s->options.scenario->late;

	switch (p->kind) {
	case PERSON_ORGANISER:
		plan_always(s, p, until_open_ms - 10 * M, come_online, 0);
		plan_always(s, p, until_open_ms, open_doors, 0);
		plan_always(s, p, s->closes_ms - s->now_ms, close_doors, 0);
		break;
	case PERSON_RECRUITER:
		plan_always(s, p,
			    until_open_ms + (chance_is(&p->chance, late) ?
						     exponential_ms(p, 8.0 * M) :
						     chance_between(&p->chance, -8 * M, 0)),
			    come_online, 0);
		for (int64_t at = exponential_ms(p, 25.0 * M / late); at < s->closes_ms - s->opens_ms;
		     at += exponential_ms(p, 25.0 * M / late))
			plan_always(s, p, until_open_ms + at, take_pause, 0);
		if (chance_is(&p->chance, late / 2))
			plan_always(s, p,
				    s->closes_ms - s->now_ms - exponential_ms(p, 15.0 * M),
				    leave_early, 0);
		break;
	case PERSON_STUDENT:
		plan_always(s, p, until_open_ms + arrival_ms(s, p), come_online, 0);
		break;
	}
}

void people_begin(struct sim *s)
{
	for (unsigned i = 0; i < s->n_people; i++) {
		struct person *p = &s->people[i];

		ask(s, NULL, "account.link", json_pack("{s:s}", "email", p->email), p->account);
		plan_evening(s, p);
	}
}
