/*
 * A student's evening: looks around, waits in a few lines, talks, goes home. Numbers without a name
 * are habits; what a scenario varies is in sim_scenario.
 */
#include <string.h>

#include "sim/floor.h"

#define S SECOND_MS
#define M MINUTE_MS

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

unsigned lines_most(const struct sim *s)
{
	return s->options.policy == SIM_ONE_LINE ? 1 : LINES_MOST;
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
void student_sees_quiet(struct sim *s, struct person *p, const json_t *ok)
{
	const json_t *booths = json_object_get(ok, "booths");
	size_t n = json_array_size(booths);
	const json_t *one =
	    n ? json_array_get(booths, (size_t)chance_between(&p->chance, 0, (int64_t)n)) : NULL;
	int64_t booth = json_integer_value(json_object_get(one, "id"));

	if (booth && !waits_at(p, booth))
		ask(s, p, "queue.join", id_args("booth", booth), booth);
	else
		join_a_wish(s, p);
}

void student_looks_around(struct sim *s, struct person *p, int64_t arg)
{
	(void)arg;
	if (s->now_ms >= s->closes_ms || p->is_gone)
		return;
	if (p->is_in_call || !is_open(s)) {
		plan(s, p, exponential_ms(p, 60.0 * S), student_looks_around, 0);
		return;
	}
	if (!door_may_join(s, p))
		return; /* looks again when they are let in */
	if (n_lines(p) >= lines_most(s))
		return; /* looks again when a place is free */
	/* Once they know what they came for, half look where they need not wait. */
	if (s->options.policy == SIM_OURS && p->next_wish && chance_is(&p->chance, 0.5))
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

void student_comes_back(struct sim *s, struct person *p, int64_t entry)
{
	ask(s, p, "queue.come_back", id_args("entry", entry), 0);
}

void student_joined(struct sim *s, struct person *p, int64_t booth, const json_t *ok)
{
	int64_t entry = json_integer_value(json_object_get(ok, "entry"));

	for (int i = 0; i < LINES_MOST; i++) {
		if (p->entries[i])
			continue;
		p->entries[i] = entry;
		p->entry_booth[i] = booth;
		break;
	}
	if (s->options.has_floor) {
		int64_t floor_ms = floor_wait_ms(s, entry);

		if (floor_ms > 0)
			map_set(&s->floors, (uint64_t)entry, (void *)(uintptr_t)floor_ms);
	}
	p->n_refused = 0;
	plan(s, p, exponential_ms(p, 45.0 * M), give_up, entry);
	if (chance_is(&p->chance, 0.06)) {
		plan(s, p, exponential_ms(p, 4.0 * M), step_away, entry);
		plan(s, p, 4 * M + exponential_ms(p, 4.0 * M), student_comes_back, entry);
	}
	if (chance_is(&p->chance, 0.7))
		plan(s, p, exponential_ms(p, 60.0 * S), student_looks_around, 0);
}

/* Was rung while they could not answer: to the end of the line. */
void student_loses_turn(struct sim *s, struct person *p, int64_t booth, int64_t entry)
{
	s->report->places_lost++;
	ask(s, p, "queue.leave", id_args("entry", entry), 0);
	ask(s, p, "queue.join", id_args("booth", booth), booth);
}

/* Tries another one soon, and ever less eagerly. */
void student_refused(struct sim *s, struct person *p)
{
	double pause_ms = 40.0 * S * (1 << p->n_refused);

	if (p->n_refused < 3)
		p->n_refused++;
	plan(s, p, exponential_ms(p, pause_ms), student_looks_around, 0);
}

void student_lost_place(struct person *p, int64_t entry)
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

void student_rung(struct sim *s, struct person *p)
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

/* Who went home comes back for the time they booked. */
static void check_in(struct sim *s, struct person *p, int64_t booking)
{
	p->is_gone = false;
	person_connect(s, p);
	ask(s, p, "booking.check_in", id_args("booking", booking), 0);
}

void student_looks_for_slots(struct sim *s, struct person *p, int64_t booth)
{
	ask(s, p, "subscribe",
	    json_pack("{s:o}", "topic", json_sprintf("booth:%lld", (long long)booth)), booth);
}

/* One of the free slots of a booth's page. */
void student_sees_booth(struct sim *s, struct person *p, int64_t booth, const json_t *ok)
{
	const json_t *slots = json_object_get(json_object_get(ok, "snapshot"), "slot");
	size_t n = json_array_size(slots);

	/* Where servers are killed, some rather wait for a time, so that offers live through it too. */
	if (s->options.crash_every && chance_is(&p->chance, 0.4)) {
		ask(s, p, "slot.wait", id_args("booth", booth), 0);
		return;
	}
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

static void take_offer(struct sim *s, struct person *p, int64_t booking)
{
	ask(s, p, "booking.accept", id_args("booking", booking), 0);
}

static void turn_offer_down(struct sim *s, struct person *p, int64_t booking)
{
	ask(s, p, "booking.cancel", id_args("booking", booking), 0);
}

void student_offered(struct sim *s, struct person *p, int64_t booking)
{
	double what = chance_unit(&p->chance);

	/* Three in twenty do not look. */
	if (what < 0.7)
		plan(s, p, chance_between(&p->chance, 5 * S, 8 * M), take_offer, booking);
	else if (what < 0.85)
		plan(s, p, chance_between(&p->chance, 5 * S, 2 * M), turn_offer_down, booking);
}

void student_booked(struct sim *s, struct person *p, int64_t starts_ms, int64_t booking)
{
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
	plan_always(s, p, 1 * S, person_drops, 0);
}

void student_talked(struct sim *s, struct person *p)
{
	p->n_talks++;
	if (p->n_talks >= p->n_wanted)
		plan(s, p, 30 * S + exponential_ms(p, 60.0 * S), go_home, 0);
	else
		plan(s, p, 20 * S + exponential_ms(p, 60.0 * S), student_looks_around, 0);
}

void student_goes_there(struct sim *s, struct person *p, int64_t handover)
{
	ask(s, p, "handover.accept", id_args("handover", handover), 0);
}

void student_rather_not(struct sim *s, struct person *p, int64_t handover)
{
	ask(s, p, "handover.decline", id_args("handover", handover), 0);
}

static void turn_down(struct sim *s, struct person *p, int64_t lead)
{
	ask(s, p, "lead.move",
	    json_pack("{s:I,s:s}", "lead", (json_int_t)lead, "state", "declined_by_student"), 0);
}

static void take_card_back(struct sim *s, struct person *p, int64_t lead)
{
	ask(s, p, "lead.move", json_pack("{s:I,s:s}", "lead", (json_int_t)lead, "state", "withdrawn"), 0);
}

/* One in eight chooses otherwise once they have their answer, another wants their card back. */
void student_sees_lead(struct sim *s, struct person *p, const json_t *item)
{
	int64_t lead = json_integer_value(json_object_get(item, "id"));

	if (p->kind != PERSON_STUDENT || !json_object_get(item, "answer") || map_get(&s->decided, (uint64_t)lead))
		return;
	map_set(&s->decided, (uint64_t)lead, p);
	if (chance_by_id(lead, 8) < 2)
		plan_always(s, p, 1 * M, chance_by_id(lead, 8) ? take_card_back : turn_down, lead);
}
