/*
 * What everybody does at a fair: come and go, sit in a call, hear what they are told. What they do
 * of their own accord is in student.c and recruiter.c.
 */
#include <stdio.h>
#include <string.h>

#include "sim/ledger.h"

#define S SECOND_MS
#define M MINUTE_MS

bool is_open(const struct sim *s)
{
	return s->now_ms >= s->opens_ms && s->now_ms < s->closes_ms;
}

int64_t exponential_ms(struct person *p, double mean_ms)
{
	return (int64_t)chance_exponential(&p->chance, mean_ms);
}

void person_follows(struct sim *s, struct person *p, const char *kind, int64_t id)
{
	ask(s, p, "subscribe",
	    id ? json_pack("{s:o}", "topic", json_sprintf("%s:%lld", kind, (long long)id))
	       : json_pack("{s:s}", "topic", kind),
	    0);
}

json_t *id_args(const char *name, int64_t id)
{
	return json_pack("{s:I}", name, (json_int_t)id);
}

void person_comes(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	person_connect(s, p);
}

void person_drops(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	person_disconnect(s, p);
	plan_always(s, p, 2 * S + exponential_ms(p, chance_is(&p->chance, 0.2) ? 6.0 * M : 8.0 * S),
		    person_comes, 0);
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
		    json_pack("{s:I,s:I}", "call", (json_int_t)call, "pair", (json_int_t)p->pair),
		    0);
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
		    recruiter_hangs_up, p->call);
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
		student_talked(s, p);
	if (p->kind == PERSON_RECRUITER && was_talk && lead)
		recruiter_talked(s, p, lead);
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
			student_rung(s, p);
		else if (is_new && chance_is(&p->chance, 0.01))
			plan(s, p, 10 * S, recruiter_hangs_up, id);
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

/* What one booked oneself is planned when it is answered. */
static void hear_booking(struct sim *s, struct person *p, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));
	int64_t id = json_integer_value(json_object_get(item, "id"));

	if (!strcmp(state, "offered"))
		student_offered(s, p, id);
	else if (!strcmp(state, "booked") && json_object_get(item, "offer") && p->booking != id)
		student_booked(s, p, json_integer_value(json_object_get(item, "starts_ms")), id);
}

/* An entry that is only shown so that it can be explained. */
static bool is_over(const char *state)
{
	return !strcmp(state, "missed") || !strcmp(state, "closed") || !strcmp(state, "left");
}

static void hear_item(struct sim *s, struct person *p, const char *type, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));

	ledger_heard(s, p, type, item);
	if (!strcmp(type, "handover"))
		plan(s, p, chance_between(&p->chance, 3 * S, 60 * S),
		     chance_is(&p->chance, 0.7) ? student_goes_there : student_rather_not,
		     json_integer_value(json_object_get(item, "id")));
	else if (!strcmp(type, "booking"))
		hear_booking(s, p, item);
	else if (!strcmp(type, "lead"))
		student_sees_lead(s, p, item);
	else if (!strcmp(type, "guest"))
		door_heard(s, p, item);
	else if (!strcmp(type, "call"))
		on_call(s, p, item);
	else if (!strcmp(type, "seat"))
		recruiter_seat(s, p, item);
	else if (!strcmp(type, "entry") && !strcmp(state, "suspended") &&
		 chance_is(&p->chance, 0.5))
		plan(s, p, chance_between(&p->chance, 10 * S, 4 * M), student_comes_back,
		     json_integer_value(json_object_get(item, "id")));
	else if (!strcmp(type, "entry") && is_over(state))
		student_lost_place(p, json_integer_value(json_object_get(item, "id")));
}

void people_heard(struct sim *s, struct person *p, const char *topic, const json_t *event)
{
	const char *type = json_string_value(json_object_get(event, "type"));
	const json_t *item = json_object_get(event, "item");
	int64_t gone = json_integer_value(json_object_get(event, "gone"));

	if (!strcmp(topic, "console")) {
		/* Somebody waits: who is free looks up. */
		if (!strcmp(type, "entry") && item && !strcmp(p->seat_state, "free"))
			recruiter_soon_next(s, p, chance_between(&p->chance, 1 * S, 6 * S));
		return;
	}
	if (item)
		hear_item(s, p, type, item);
	else if (!strcmp(type, "guest"))
		door_heard(s, p, NULL);
	else if (!strcmp(type, "entry"))
		student_lost_place(p, gone);
	else if (!strcmp(type, "seat"))
		p->seat_state[0] = '\0';
	if (!item && !strcmp(type, "entry") && p->kind == PERSON_STUDENT && !p->is_gone)
		plan(s, p, exponential_ms(p, 60.0 * S), student_looks_around, 0);
}

/* The whole of `me`: what is true now, whatever was missed. */
static void hear_snapshot(struct sim *s, struct person *p, const json_t *snapshot)
{
	const json_t *entries = json_object_get(snapshot, "entry");
	const json_t *list;
	const char *type;
	size_t i;
	json_t *item;

	p->told_visit = p->visit;
	if (p->kind == PERSON_STUDENT) {
		int n = 0;

		if (!json_array_size(json_object_get(snapshot, "guest")))
			door_heard(s, p, NULL);
		memset(p->entries, 0, sizeof(p->entries));
		json_array_foreach((json_t *)entries, i, item)
		{
			const char *state = json_string_value(json_object_get(item, "state"));

			if (n == LINES_MOST || is_over(state))
				continue;
			p->entries[n] = json_integer_value(json_object_get(item, "id"));
			p->entry_booth[n++] = json_integer_value(json_object_get(item, "booth"));
		}
	}
	json_object_foreach((json_t *)snapshot, type, list)
	{
		json_array_foreach((json_t *)list, i, item) hear_item(s, p, type, item);
	}
}

/* ---- answers ---- */

static void on_no_next(struct sim *s, struct person *p)
{
	/* What changes is told; a booking's time is not. */
	recruiter_soon_next(s, p, chance_between(&p->chance, 20 * S, 40 * S));
}

static void on_subscribed(struct sim *s, const struct question *q, const json_t *ok)
{
	const json_t *snapshot = json_object_get(ok, "snapshot");
	const json_t *events = json_object_get(ok, "events");
	size_t i;
	json_t *event;

	if (q->about) {
		student_sees_booth(s, q->who, q->about, ok);
	} else if (strcmp(json_string_value(json_object_get(q->args, "topic")), "me") == 0) {
		if (snapshot)
			hear_snapshot(s, q->who, snapshot);
		json_array_foreach((json_t *)events, i, event) people_heard(s, q->who, "me", event);
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

	if (ok && p)
		ledger_acked(s, q, ok);
	if (!strcmp(q->cmd, "account.link")) {
		redeem(s, q->about, ok);
	} else if (!strcmp(q->cmd, "queue.join")) {
		if (ok)
			student_joined(s, p, q->about, ok);
		else
			student_refused(s, p);
	} else if (!strcmp(q->cmd, "booth.quiet")) {
		student_sees_quiet(s, p, ok);
	} else if (!strcmp(q->cmd, "call.next") && err) {
		on_no_next(s, p);
	} else if (!strcmp(q->cmd, "seat.take") && ok) {
		recruiter_sat_down(s, p, json_integer_value(json_object_get(ok, "seat")));
	} else if (!strcmp(q->cmd, "slot.book") && ok) {
		student_booked(s, p, q->about, json_integer_value(json_object_get(ok, "booking")));
	} else if (!strcmp(q->cmd, "subscribe") && ok) {
		on_subscribed(s, q, ok);
	} else if (!strcmp(q->cmd, "lead.answer") && ok) {
		recruiter_answered(s, q);
	} else if (!strcmp(q->cmd, "fair.set_rules") && err) {
		sim_fail(s, "the rules of the fair are not taken: %s", err);
	} else if (!strncmp(q->cmd, "results.", strlen("results."))) {
		results_answered(s, q->cmd, ok);
	}
}

/* ---- arriving ---- */

void people_connected(struct sim *s, struct person *p)
{
	p->is_in_call = p->is_answering = p->is_pressing = false;
	p->call = p->pair = 0; /* `me` tells */
	if (!p->waits_from_ms)
		p->waits_from_ms = s->now_ms;
	person_follows(s, p, "me", 0);
	if (p->kind == PERSON_RECRUITER) {
		person_follows(s, p, "console", s->booths[p->booth].id);
		plan(s, p, 1 * S, recruiter_takes_seat, 0);
	} else if (p->kind == PERSON_STUDENT) {
		plan(s, p, exponential_ms(p, 30.0 * S), student_looks_around, 0);
		if (!p->has_booked && chance_is(&p->chance, s->options.scenario->bookers))
			plan(s, p, exponential_ms(p, 60.0 * S), student_looks_for_slots,
			     s->booths[p->wishes[0]].id);
	}
	if (s->options.scenario->drops > 0 && p->kind != PERSON_ORGANISER)
		plan(s, p, exponential_ms(p, 60.0 * M / s->options.scenario->drops), person_drops,
		     0);
}

static void open_doors(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	world_set_rules(s, p);
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
		plan_always(s, p, until_open_ms - 10 * M, person_comes, 0);
		plan_always(s, p, until_open_ms, open_doors, 0);
		plan_always(s, p, s->closes_ms - s->now_ms, close_doors, 0);
		break;
	case PERSON_RECRUITER:
		plan_always(s, p,
			    until_open_ms + (chance_is(&p->chance, late)
						 ? exponential_ms(p, 8.0 * M)
						 : chance_between(&p->chance, -8 * M, 0)),
			    person_comes, 0);
		for (int64_t at = exponential_ms(p, 25.0 * M / late);
		     at < s->closes_ms - s->opens_ms; at += exponential_ms(p, 25.0 * M / late))
			plan_always(s, p, until_open_ms + at, recruiter_pauses, 0);
		if (chance_is(&p->chance, late / 2))
			plan_always(s, p, s->closes_ms - s->now_ms - exponential_ms(p, 15.0 * M),
				    recruiter_leaves, 0);
		break;
	case PERSON_STUDENT:
		plan_always(s, p, until_open_ms + arrival_ms(s, p), person_comes, 0);
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
