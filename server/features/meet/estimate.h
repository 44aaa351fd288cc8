/*
 * How long somebody will wait, as a range and never capped. From this booth's own talks; pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/protocol.h"

#define TALKS_MOST 8

struct wait_facts {
	int64_t talk_ms;	       /* planned length here */
	int64_t talks_ms[TALKS_MOST];  /* newest talks, ring to wrap-up included */
	size_t n_talks;
	uint32_t seats;		       /* recruiters who work: free, ringing, talking, wrapping up */
	uint32_t free;		       /* of whom free now */
	uint32_t ahead;		       /* people who will be called first, bookings included */
};

/* False when nobody works here: then nobody can say. */
bool wait_estimate(const struct wait_facts *facts, struct wire_wait *ret);
