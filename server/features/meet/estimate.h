/*
 * How long somebody will wait, as a range and never capped. A line is served in thought, from this
 * booth's own turns, the seats as they are now and the bookings to come; pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/protocol.h"

#define TURNS_MOST 16
#define WAIT_SEATS_MOST 64
#define WAIT_BOOKINGS_MOST 64

/* How estimates came out: waits were `scale` times as long, nine of ten within `reach` spreads. */
struct wait_calibration {
	double scale, reach;
};

/* What was thought, and what it came to. */
struct wait_outcome {
	int64_t raw_ms, spread_ms, waited_ms;
};

#define WAIT_OUTCOMES_MOST 100

/* From the newest outcomes, at most WAIT_OUTCOMES_MOST; few of them say little. */
struct wait_calibration wait_calibrate(const struct wait_outcome *outcomes, size_t n);

/* How long those who wait at a fair stay: how many gave up, and how long all waited together. What is
 * older counts for less. */
struct wait_patience {
	double left;
	int64_t waited_ms;
};

/* So much time went by with so many in the lines, and so many gave up in it. */
void wait_patience_learn(struct wait_patience *p, uint32_t waiting, uint32_t left, int64_t passed_ms);

/* A call that is over, of whichever seat of a booth. */
struct past_call {
	int64_t seat, entry, rang_ms, ended_ms;
};

#define CALLS_MOST 32

/* What each of the newest people took of a seat; how many. Calls are given the newest end first, at
 * most CALLS_MOST. */
size_t wait_turns(const struct past_call *calls, size_t n, int64_t ret_ms[TURNS_MOST]);

struct wait_facts {
	int64_t talk_ms; /* planned length here */
	int64_t buffer_ms; /* what may lie around a talk */
	/* What the newest people who were called took of a seat: each from their rings to the next
	 * one's, so that misses, wrap-up and turning round are in it. */
	int64_t turns_ms[TURNS_MOST];
	size_t n_turns;
	/* Recruiters who are there: for how long each has been at its turn; below 0: is free. And for how
	 * long each still pauses at most. */
	int64_t busy_ms[WAIT_SEATS_MOST], paused_ms[WAIT_SEATS_MOST];
	size_t n_seats;
	/* Bookings that have not checked in: their starts, from now, in order; late ones below 0. */
	int64_t bookings_ms[WAIT_BOOKINGS_MOST];
	size_t n_bookings;
	struct wait_patience patience;
	struct wait_calibration calibration;
};

/* A line that is being served in thought. */
struct wait_walk {
	struct wait_facts facts;
	double turn_ms, spread_ms, doubt; /* mean, standard deviation; how unsure the mean is */
	double leaving;		   /* of those who wait, per millisecond: the share who give up */
	double at_ms[WAIT_SEATS_MOST];	   /* when each seat can take the next one */
	size_t next_booking;
};

void wait_begin(const struct wait_facts *facts, struct wait_walk *ret);

/* Somebody is before; `weight`: the share of such people who will take a turn, if they stay. */
void wait_pass(struct wait_walk *walk, double weight);

/* What the walk alone says of whoever comes next; and what that means, by how it came out before. */
struct wait_guess {
	int64_t raw_ms, spread_ms;
	struct wire_wait wait;
};

/* False when nobody works here: then nobody can say. */
bool wait_range(const struct wait_walk *walk, struct wait_guess *ret);
