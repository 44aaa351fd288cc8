/* Whom a seat may take without delaying a booking. See rules.h. */
#include <stdlib.h>

#include "features/meet/rules.h"

int64_t booking_buffer_ms(const struct numbers *numbers)
{
	return numbers->ring_ms + EXTRA_MINUTE_MS + CONNECT_MS + ROUND_OFF_MS;
}

/* Those of one moment: the shorter first, so that the order is the same whoever asks. */
static int by_start(const void *left, const void *right)
{
	const struct due_booking *a = left, *b = right;
	int order = (a->starts_ms > b->starts_ms) - (a->starts_ms < b->starts_ms);

	return order ? order : (a->talk_ms > b->talk_ms) - (a->talk_ms < b->talk_ms);
}

static int64_t begins_ms(const struct free_seat *seat, const struct due_booking *booking)
{
	return seat->free_ms > booking->starts_ms ? seat->free_ms : booking->starts_ms;
}

/* Who serves whom, with the least that all wait together, as far as it is known. */
struct plan {
	struct free_seat *seats;
	const struct due_booking *bookings;
	size_t n_seats, n_bookings;
	int64_t best_ms;
	unsigned steps; /* that may still be tried */
};

static bool has_seat(const struct plan *p, int64_t id)
{
	for (size_t i = 0; i < p->n_seats; i++) {
		if (p->seats[i].id == id)
			return true;
	}
	return false;
}

/* Whether a booking behind this one is its recruiter's. */
static bool is_wanted(const struct plan *p, int64_t seat, size_t behind)
{
	for (size_t i = behind + 1; i < p->n_bookings; i++) {
		if (p->bookings[i].wanted_seat == seat)
			return true;
	}
	return false;
}

/* The seat that begins with it first, of those the one that no later one wants, and none of `tried`; n_seats: there
 * is none. */
static size_t next_seat(const struct plan *p, size_t i, uint64_t tried)
{
	const struct due_booking *booking = &p->bookings[i];
	bool is_bound = has_seat(p, booking->wanted_seat);
	size_t best = p->n_seats;

	for (size_t k = 0; k < p->n_seats; k++) {
		int64_t gain_ms;

		if (tried >> k & 1 || (is_bound && p->seats[k].id != booking->wanted_seat))
			continue;
		gain_ms = best == p->n_seats ? 1 :
					       begins_ms(&p->seats[best], booking) - begins_ms(&p->seats[k], booking);
		if (gain_ms > 0 || (!gain_ms && is_wanted(p, p->seats[best].id, i)))
			best = k;
	}
	return best;
}

/* From booking `i` on, when those before it wait so long: the first way down is served where each begins first,
 * and every way is left as soon as it is no better than the best. */
static void try_all(struct plan *p, size_t i, int64_t wait_ms)
{
	const struct due_booking *booking = &p->bookings[i];
	uint64_t tried = 0;
	size_t at;

	if (i == p->n_bookings) {
		p->best_ms = wait_ms;
		return;
	}
	while (p->steps && (at = next_seat(p, i, tried)) < p->n_seats) {
		int64_t free_ms = p->seats[at].free_ms, from_ms = begins_ms(&p->seats[at], booking);
		int64_t sum_ms = wait_ms + from_ms - booking->starts_ms;

		if (sum_ms >= p->best_ms)
			return; /* and later seats are no better */
		p->steps--;
		tried |= UINT64_C(1) << at;
		p->seats[at].free_ms = from_ms + booking->talk_ms;
		try_all(p, i + 1, sum_ms);
		p->seats[at].free_ms = free_ms;
	}
}

int64_t bookings_wait_ms(struct free_seat *seats, size_t n_seats, struct due_booking *bookings,
			 size_t n_bookings)
{
	struct plan plan = { seats, bookings, n_seats, n_bookings, INT64_MAX, PLANS_MOST };

	if (!n_seats || !n_bookings)
		return 0;
	qsort(bookings, n_bookings, sizeof(*bookings), by_start);
	try_all(&plan, 0, 0);
	return plan.best_ms;
}
