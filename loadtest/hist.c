/* See hist.h. */
#include "loadtest/hist.h"

#include <stddef.h>

static size_t bucket_of(uint64_t ns)
{
	unsigned shift;

	if (ns < 2 * HIST_STEPS)
		return (size_t)ns;
	shift = 57 - (unsigned)__builtin_clzll(ns); /* leaves 64 to 127 */
	return shift * HIST_STEPS + (size_t)(ns >> shift);
}

/* The longest that the bucket holds. */
static int64_t end_of(size_t bucket)
{
	size_t shift;

	if (bucket < 2 * HIST_STEPS)
		return (int64_t)bucket;
	shift = bucket / HIST_STEPS - 1;
	return (int64_t)(((bucket - shift * HIST_STEPS + 1) << shift) - 1);
}

void hist_add(struct hist *h, int64_t ns)
{
	if (ns < 0)
		ns = 0;
	h->n++;
	h->counts[bucket_of((uint64_t)ns)]++;
	if (ns > h->most_ns)
		h->most_ns = ns;
}

int64_t hist_at(const struct hist *h, double share)
{
	uint64_t below = 0;

	for (size_t i = 0; i < HIST_BUCKETS; i++) {
		below += h->counts[i];
		if (h->n && (double)below >= share * (double)h->n)
			return end_of(i) < h->most_ns ? end_of(i) : h->most_ns;
	}
	return h->most_ns;
}
