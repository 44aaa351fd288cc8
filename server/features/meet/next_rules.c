/* Whom a seat may take without delaying a booking. See rules.h. */
#include <stdlib.h>

#include "features/meet/rules.h"

static int by_time(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

unsigned bookings_in_time(int64_t *free_ms, size_t n_seats, int64_t *starts_ms, size_t n_bookings)
{
	unsigned n = 0;

	if (n_seats)
		qsort(free_ms, n_seats, sizeof(*free_ms), by_time);
	if (n_bookings)
		qsort(starts_ms, n_bookings, sizeof(*starts_ms), by_time);
	/* The earliest seat for the earliest booking: no other choice serves more of them. */
	for (size_t b = 0; b < n_bookings && n < n_seats; b++)
		n += free_ms[n] <= starts_ms[b];
	return n;
}
