/* Whom a seat may take without delaying a booking. See rules.h. */
#include <stdlib.h>

#include "features/meet/rules.h"

static int by_start(const void *left, const void *right)
{
	const struct due_booking *a = left, *b = right;

	return (a->starts_ms > b->starts_ms) - (a->starts_ms < b->starts_ms);
}

static bool is_wanted(int64_t seat, const struct due_booking *bookings, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (bookings[i].wanted_seat == seat)
			return true;
	}
	return false;
}

static int64_t begins_ms(const struct free_seat *seat, const struct due_booking *booking)
{
	return seat->free_ms > booking->starts_ms ? seat->free_ms : booking->starts_ms;
}

/* Its own recruiter's; or where it begins first, and of those the one that no later one wants. */
static struct free_seat *seat_for(struct free_seat *seats, size_t n_seats,
				  const struct due_booking *booking, size_t n_later)
{
	struct free_seat *best = &seats[0];

	for (size_t i = 0; i < n_seats; i++) {
		int64_t gain_ms = begins_ms(best, booking) - begins_ms(&seats[i], booking);

		if (seats[i].id == booking->wanted_seat)
			return &seats[i];
		if (gain_ms > 0 || (!gain_ms && is_wanted(best->id, booking + 1, n_later)))
			best = &seats[i];
	}
	return best;
}

int64_t bookings_wait_ms(struct free_seat *seats, size_t n_seats, struct due_booking *bookings,
			 size_t n_bookings)
{
	int64_t wait_ms = 0;

	if (!n_seats || !n_bookings)
		return 0;
	qsort(bookings, n_bookings, sizeof(*bookings), by_start);
	for (size_t i = 0; i < n_bookings; i++) {
		struct free_seat *seat = seat_for(seats, n_seats, &bookings[i], n_bookings - i - 1);
		int64_t from_ms = begins_ms(seat, &bookings[i]);

		wait_ms += from_ms - bookings[i].starts_ms;
		seat->free_ms = from_ms + bookings[i].talk_ms;
	}
	return wait_ms;
}
