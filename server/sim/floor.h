/*
 * How long somebody will wait, as nobody could say it better: from all that is true of the fair at
 * this moment, lived on many times with the habits that people have here (student.c, recruiter.c).
 * What is left of error is chance. Only for measuring the estimate beside it.
 */
#pragma once

#include "sim/internal.h"

struct floor_seat {
	unsigned booth; /* index, likewise below */
	bool is_auto;
	int64_t next_ms, pause_ms; /* can ring again; goes on a pause */
};

struct floor_entry {
	int64_t id;
	unsigned booth, student; /* index of the person */
	int64_t back_ms, gives_up_ms; /* not there until then; not there after that */
	bool is_over;
};

struct floor_booking {
	unsigned booth;
	int64_t starts_ms;
};

/* A call that goes on: until when a seat and its student are taken is drawn. */
struct floor_call {
	size_t seat;
	unsigned student;
	int64_t started_ms, ends_ms; /* 0: rings */
};

/* A moment of a fair. Entries stand by booth in the order of their turns, bookings by time. */
struct floor_state {
	struct floor_seat *seats;
	struct floor_entry *entries;
	struct floor_booking *bookings;
	struct floor_call *calls;
	size_t n_seats, n_entries, n_bookings, n_calls;
	unsigned *line_at; /* of each booth the first of its entries; and the end */
	unsigned *seats_of; /* each booth's number of seats */
	int64_t *busy_ms;  /* of each person: rings or talks until then */
	unsigned *n_talks; /* of each person */
};

/* floor_db.c: the moment as it is, in the arena. */
void floor_read(struct sim *s, struct arena *a, struct floor_state *ret);

/* The median of what may come for this entry, from now; -1: it may never be rung. */
int64_t floor_wait_ms(struct sim *s, int64_t entry);
