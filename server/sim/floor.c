/* The evening lived on from a moment, seat by seat. See floor.h. */
#include "sim/floor.h"

#include <stdlib.h>
#include <string.h>

#define DRAWS 25
#define S SECOND_MS
#define M MINUTE_MS

/* One life: what is drawn of it, and the state that it changes. */
struct life {
	const struct sim *s;
	const struct sim_scenario *scenario;
	struct chance chance;
	struct floor_state f;
	int64_t mine;
};

static int64_t between(struct life *l, int64_t low, int64_t high)
{
	return chance_between(&l->chance, low, high);
}

static int64_t exponential(struct life *l, double mean_ms)
{
	return (int64_t)chance_exponential(&l->chance, mean_ms);
}

static int64_t talk_ms(const struct life *l)
{
	return l->scenario->talk_minutes * MINUTE_MS;
}

/* How long a talk lasts that has lasted so long, and must end at most_ms. */
static int64_t draw_talk(struct life *l, int64_t lasted_ms, int64_t most_ms)
{
	double mean_ms = l->scenario->talk_factor * (double)talk_ms(l);
	int64_t ms = 0;

	for (int tries = 0; tries < 30 && ms <= lasted_ms; tries++)
		ms = (int64_t)chance_lognormal(&l->chance, mean_ms, 0.4);
	return ms <= lasted_ms || ms > most_ms ? most_ms : ms;
}

/* The talk ended: writing down, then the next. */
static int64_t draw_wrap_up(struct life *l, const struct floor_seat *seat)
{
	return seat->is_auto ? 60 * S : between(l, 8 * S, 58 * S);
}

static int64_t draw_pause_at(struct life *l, int64_t now_ms)
{
	return now_ms + exponential(l, 25.0 * M / l->scenario->late);
}

static void begin(struct life *l)
{
	struct floor_state *f = &l->f;
	int64_t now_ms = l->s->now_ms;

	for (size_t i = 0; i < f->n_seats; i++) {
		struct floor_seat *seat = &f->seats[i];

		if (!seat->next_ms || (!seat->is_auto && seat->next_ms < now_ms + 60 * S))
			seat->next_ms = now_ms + between(l, 0, 20 * S); /* free, or wraps up */
		seat->pause_ms = draw_pause_at(l, now_ms);
	}
	for (size_t i = 0; i < f->n_calls; i++) {
		const struct floor_call *c = &f->calls[i];
		int64_t lasted_ms = c->started_ms ? now_ms - c->started_ms : 0;
		int64_t most_ms = c->ends_ms ? c->ends_ms - c->started_ms + 30 * S : talk_ms(l) + 30 * S;
		int64_t over_ms = now_ms + draw_talk(l, lasted_ms, most_ms) - lasted_ms +
				  (c->started_ms ? 0 : between(l, 2 * S, 25 * S));

		f->busy_ms[c->student] = over_ms;
		f->n_talks[c->student]++;
		f->seats[c->seat].next_ms = over_ms + draw_wrap_up(l, &f->seats[c->seat]);
	}
	for (size_t i = 0; i < f->n_entries; i++)
		f->entries[i].gives_up_ms = now_ms + exponential(l, 45.0 * M);
}

/* Whether somebody who is asked for at this moment is there at all. */
static bool is_there(const struct life *l, const struct floor_entry *e, int64_t now_ms)
{
	const struct person *p = &l->s->people[e->student];
	bool is_home = l->f.n_talks[e->student] >= p->n_wanted &&
		       now_ms > l->f.busy_ms[e->student] + 60 * S;

	return !e->is_over && e->back_ms <= now_ms && l->f.busy_ms[e->student] <= now_ms &&
	       (e->id == l->mine || (!is_home && e->gives_up_ms > now_ms));
}

static struct floor_entry *first_of(struct life *l, unsigned booth, int64_t now_ms)
{
	for (unsigned i = l->f.line_at[booth]; i < l->f.line_at[booth + 1]; i++) {
		if (is_there(l, &l->f.entries[i], now_ms))
			return &l->f.entries[i];
	}
	return NULL;
}

/* Two places back, or out for a while. */
static void miss(struct life *l, struct floor_entry *e, int64_t now_ms)
{
	struct floor_entry *last = &l->f.entries[l->f.line_at[e->booth + 1] - 1];

	for (int places = 0; places < 2 && e < last; places++, e++) {
		struct floor_entry other = e[1];

		e[1] = e[0];
		e[0] = other;
	}
	e->back_ms = now_ms + 30 * S;
}

static bool answers(struct life *l)
{
	/* Lines that are lost, of which the server does not know yet. */
	double lost = l->scenario->drops * (0.2 * 2.0 + 0.8 * 0.15) / 60.0;

	return !chance_is(&l->chance, l->scenario->misses + 0.02 + lost);
}

static void talk(struct life *l, struct floor_seat *seat, unsigned student, int64_t now_ms)
{
	int64_t ring_ms = chance_is(&l->chance, 0.05) ? between(l, 23 * S, 100 * S) :
							between(l, 2 * S, 30 * S);
	int64_t most_ms = talk_ms(l) + 30 * S + (chance_is(&l->chance, 0.05) ? 2 * M : 0);
	int64_t over_ms = now_ms + ring_ms + 3 * S + draw_talk(l, 0, most_ms);

	if (student) {
		l->f.busy_ms[student] = over_ms;
		l->f.n_talks[student]++;
	}
	seat->next_ms = over_ms + draw_wrap_up(l, seat);
}

/* Bookings own their seat: taken by the only one when a talk would not end before, else by the first
 * that is free when it begins. */
static bool takes_booking(struct life *l, struct floor_seat *seat, int64_t now_ms)
{
	struct floor_state *f = &l->f;
	int64_t ahead_ms = f->seats_of[seat->booth] == 1 ? talk_ms(l) + 2 * M : 0;

	for (size_t i = 0; i < f->n_bookings && f->bookings[i].starts_ms <= now_ms + ahead_ms; i++) {
		struct floor_booking *b = &f->bookings[i];
		int64_t at_ms = b->starts_ms > now_ms ? b->starts_ms : now_ms;

		if (b->booth != seat->booth)
			continue;
		b->booth = UINT32_MAX; /* taken */
		if (chance_is(&l->chance, 0.85))
			talk(l, seat, 0, at_ms);
		else
			seat->next_ms = at_ms + 3 * M;
		return true;
	}
	return false;
}

/* A seat's next move; true: it rings mine. */
static bool move(struct life *l, struct floor_seat *seat)
{
	int64_t now_ms = seat->next_ms;
	struct floor_entry *e;

	if (seat->pause_ms <= now_ms) {
		int64_t pause_ms = between(l, 2 * M, 12 * M), back_ms = exponential(l, 3.0 * M);

		if (chance_is(&l->chance, 0.5) && back_ms < pause_ms)
			pause_ms = back_ms;
		seat->next_ms += pause_ms;
		seat->pause_ms = draw_pause_at(l, seat->next_ms);
		return false;
	}
	if (takes_booking(l, seat, now_ms))
		return false;
	e = first_of(l, seat->booth, now_ms);
	if (!e) {
		seat->next_ms += 10 * S;
		return false;
	}
	if (e->id == l->mine)
		return true;
	if (answers(l)) {
		e->is_over = true;
		talk(l, seat, e->student, now_ms);
	} else {
		seat->next_ms += 46 * S;
		miss(l, e, now_ms);
	}
	return false;
}

/* When mine is rung in one life; INT64_MAX: not before everybody is home. */
static int64_t live_on(struct life *l)
{
	int64_t last_ms = l->s->closes_ms;

	begin(l);
	for (;;) {
		struct floor_seat *next = NULL;

		for (size_t i = 0; i < l->f.n_seats; i++) {
			if (!next || l->f.seats[i].next_ms < next->next_ms)
				next = &l->f.seats[i];
		}
		if (!next || next->next_ms >= last_ms)
			return INT64_MAX;
		if (move(l, next))
			return next->next_ms;
	}
}

static void *copy(struct arena *a, const void *at, size_t n, size_t size)
{
	void *to = arena_array(a, n, size);

	if (n)
		memcpy(to, at, n * size);
	return to;
}

static int by_time(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

int64_t floor_wait_ms(struct sim *s, int64_t entry)
{
	struct arena arena = { 0 };
	struct floor_state now;
	int64_t rings_ms[DRAWS], median_ms;
	struct life life = { .s = s, .scenario = s->options.scenario, .mine = entry,
			     .chance = chance_of(s->options.seed, (uint64_t)entry) };

	floor_read(s, &arena, &now);
	for (int i = 0; i < DRAWS; i++) {
		struct arena once = { 0 };

		life.f = now;
		life.f.seats = copy(&once, now.seats, now.n_seats, sizeof(*now.seats));
		life.f.entries = copy(&once, now.entries, now.n_entries, sizeof(*now.entries));
		life.f.bookings = copy(&once, now.bookings, now.n_bookings, sizeof(*now.bookings));
		life.f.busy_ms = copy(&once, now.busy_ms, s->n_people, sizeof(*now.busy_ms));
		life.f.n_talks = copy(&once, now.n_talks, s->n_people, sizeof(*now.n_talks));
		rings_ms[i] = live_on(&life);
		arena_done(&once);
	}
	arena_done(&arena);
	qsort(rings_ms, DRAWS, sizeof(*rings_ms), by_time);
	median_ms = rings_ms[DRAWS / 2];
	return median_ms == INT64_MAX ? -1 : median_ms - s->now_ms;
}
