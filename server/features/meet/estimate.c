/*
 * Each of those ahead takes a turn of the seat that is free first; a booking takes the seat that a
 * walk-in would keep from it (the rule of call.next). Mean and spread of a turn come from the
 * newest ones, drawn towards the plan while there are few. Whoever waits may give up at any moment:
 * the longer it takes until somebody's turn, the less likely they are to take it.
 */
#include "features/meet/estimate.h"

#include <math.h>
#include <stdlib.h>

#include "features/meet/rules.h"

/* What is believed before a booth has talked, in turns' worth of experience. */
#define PRIOR 2.0
#define PRIOR_SPREAD 0.5
#define TURN_ROUND_MS 45000.0
/* Before anybody gave up: who waits stays for so long on average, and how many leavers that is worth. */
#define PRIOR_STAYS_MS 3600000.0
#define PRIOR_LEFT 2.0
/* Whatever is counted: nobody is thought to stay for less than 20 minutes on average. */
#define MOST_LEAVING (1.0 / 1200000.0)
/* After this time it counts for half. */
#define PATIENCE_HALF_MS 1800000.0
/* A turn that runs over still has this part of one before it, on average. */
#define LEAST_LEFT 0.2
/* Some end a pause before its time. */
#define PAUSE_USED 0.8
/* Bookings that come true. */
#define BOOKING_SHOWS 0.9
/* The shortest that is told: a free recruiter still has to press a button. */
#define AT_ONCE_MS INT64_C(60000)
/* Before anything has come out, and what that is worth. */
#define PRIOR_SCALE 1.0
#define PRIOR_REACH 2.0
#define PRIOR_OUTCOMES 10
/* The share that is to be within the range: more than nine of ten, because the next half hour is
 * never quite like the last. */
#define REACHED 0.94

/* A turn ends with the seat's next ring; where nobody was there to ring, it ended by itself a minute
 * after the talk at the latest. */
static int64_t turn_of(const struct past_call *calls, size_t i)
{
	int64_t most_ms = calls[i].ended_ms + 60000, next_ms = calls[i].ended_ms + 20000;

	/* A seat has one call at a time, so that the one before in the list is the next in time. */
	for (size_t k = i; k--;) {
		if (calls[k].seat == calls[i].seat) {
			next_ms = calls[k].rang_ms;
			break;
		}
	}
	return (next_ms < most_ms ? next_ms : most_ms) - calls[i].rang_ms;
}

size_t wait_turns(const struct past_call *calls, size_t n, int64_t ret_ms[TURNS_MOST])
{
	int64_t entries[TURNS_MOST];
	size_t n_turns = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = 0;

		/* Who missed and was rung again took both. */
		while (at < n_turns && entries[at] != calls[i].entry)
			at++;
		if (at == TURNS_MOST)
			continue;
		if (at == n_turns) {
			entries[n_turns] = calls[i].entry;
			ret_ms[n_turns++] = 0;
		}
		ret_ms[at] += turn_of(calls, i);
	}
	return n_turns;
}

static void learn(struct wait_walk *w)
{
	const struct wait_facts *f = &w->facts;
	double prior = (double)f->talk_ms + TURN_ROUND_MS;
	double n = PRIOR + (double)f->n_turns, sum = prior * PRIOR;
	double squares = prior * PRIOR_SPREAD * prior * PRIOR_SPREAD * PRIOR;

	for (size_t i = 0; i < f->n_turns; i++)
		sum += (double)f->turns_ms[i];
	w->turn_ms = sum / n;
	for (size_t i = 0; i < f->n_turns; i++) {
		double off = (double)f->turns_ms[i] - w->turn_ms;

		squares += off * off;
	}
	w->spread_ms = sqrt(squares / n);
	w->doubt = w->spread_ms / w->turn_ms / sqrt(n);
	w->leaving = (PRIOR_LEFT + f->patience.left) /
		     (PRIOR_LEFT * PRIOR_STAYS_MS + (double)f->patience.waited_ms);
	if (w->leaving > MOST_LEAVING)
		w->leaving = MOST_LEAVING;
	/* A longer way to a turn never makes the time after it shorter. */
	if (w->leaving > 1.0 / w->turn_ms)
		w->leaving = 1.0 / w->turn_ms;
}

static size_t first_free(const struct wait_walk *w)
{
	size_t first = 0;

	for (size_t i = 1; i < w->facts.n_seats; i++) {
		if (w->at_ms[i] < w->at_ms[first])
			first = i;
	}
	return first;
}

/* The seat that takes the next walk-in, after the bookings that come before them. */
static size_t next_seat(struct wait_walk *w)
{
	size_t seat = first_free(w);

	while (w->next_booking < w->facts.n_bookings) {
		double starts_ms = (double)w->facts.bookings_ms[w->next_booking];

		if (w->at_ms[seat] + (double)(w->facts.talk_ms + w->facts.buffer_ms) < starts_ms)
			break;
		if (w->at_ms[seat] < starts_ms)
			w->at_ms[seat] = starts_ms;
		w->at_ms[seat] += BOOKING_SHOWS * w->turn_ms;
		w->next_booking++;
		seat = first_free(w);
	}
	return seat;
}

/* How much of a turn is left that has lasted this long: never nothing, as long as it lasts. */
static double still_busy(const struct wait_walk *w, int64_t busy_ms)
{
	double left = w->turn_ms - (double)busy_ms, least = LEAST_LEFT * w->turn_ms;

	return busy_ms < 0 ? 0 : left > least ? left : least;
}

void wait_begin(const struct wait_facts *facts, struct wait_walk *ret)
{
	*ret = (struct wait_walk){ .facts = *facts };
	learn(ret);
	for (size_t i = 0; i < facts->n_seats; i++)
		ret->at_ms[i] = still_busy(ret, facts->busy_ms[i]) +
				PAUSE_USED * (double)facts->paused_ms[i];
}

void wait_pass(struct wait_walk *walk, double weight)
{
	size_t seat;

	if (!walk->facts.n_seats)
		return;
	seat = next_seat(walk);
	walk->at_ms[seat] += walk->turn_ms * exp(-walk->leaving * walk->at_ms[seat]) * weight;
}

bool wait_range(const struct wait_walk *walk, struct wait_guess *ret)
{
	const struct wait_calibration *c = &walk->facts.calibration;
	struct wait_walk w = *walk;
	double raw_ms, rounds, spread_ms;

	if (!w.facts.n_seats)
		return false;
	raw_ms = w.at_ms[next_seat(&w)];
	rounds = raw_ms / w.turn_ms;
	/* The sum of the turns before, over the seats; and the mean itself may be wrong. */
	spread_ms = sqrt(rounds * w.spread_ms * w.spread_ms / (double)w.facts.n_seats +
			 raw_ms * w.doubt * raw_ms * w.doubt);
	*ret = (struct wait_guess){ .raw_ms = (int64_t)raw_ms, .spread_ms = (int64_t)spread_ms };
	ret->wait.p50_ms = (int64_t)(c->scale * raw_ms);
	ret->wait.p90_ms = ret->wait.p50_ms + (int64_t)(c->reach * spread_ms);
	if (ret->wait.p90_ms < AT_ONCE_MS)
		ret->wait.p90_ms = AT_ONCE_MS;
	return true;
}

/* ---- what a fair teaches ---- */

void wait_patience_learn(struct wait_patience *p, uint32_t waiting, uint32_t left, int64_t passed_ms)
{
	double keep = exp2(-(double)passed_ms / PATIENCE_HALF_MS);

	p->left = p->left * keep + left;
	p->waited_ms = (int64_t)((double)p->waited_ms * keep) + waiting * passed_ms;
}

static int by_size(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* The value below which this share of them lies, held between bounds. */
static double quantile(double *values, size_t n, double share, double low, double high)
{
	double value;

	qsort(values, n, sizeof(*values), by_size);
	value = values[(size_t)(share * (double)(n - 1) + 0.5)];
	return value < low ? low : value > high ? high : value;
}

struct wait_calibration wait_calibrate(const struct wait_outcome *outcomes, size_t n)
{
	struct wait_calibration c = { PRIOR_SCALE, PRIOR_REACH };
	double values[WAIT_OUTCOMES_MOST + PRIOR_OUTCOMES];

	for (size_t i = 0; i < n; i++)
		values[i] = (double)outcomes[i].waited_ms / (double)outcomes[i].raw_ms;
	for (size_t i = 0; i < PRIOR_OUTCOMES; i++)
		values[n + i] = PRIOR_SCALE;
	c.scale = quantile(values, n + PRIOR_OUTCOMES, 0.5, 0.5, 3.0);
	for (size_t i = 0; i < n; i++)
		values[i] = ((double)outcomes[i].waited_ms - c.scale * (double)outcomes[i].raw_ms) /
			    (double)outcomes[i].spread_ms;
	/* From far below to PRIOR_REACH above: few outcomes leave it near what it was. */
	for (size_t i = 0; i < PRIOR_OUTCOMES; i++)
		values[n + i] = PRIOR_REACH * (2.0 * (double)i / (PRIOR_OUTCOMES - 1) - 1.0);
	c.reach = quantile(values, n + PRIOR_OUTCOMES, REACHED, 0.5, 8.0);
	return c;
}
