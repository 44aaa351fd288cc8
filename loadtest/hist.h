/*
 * Durations as an HDR histogram holds them: exact below 128 ns, then within 1.6 %, whatever their size.
 * One thread.
 */
#pragma once

#include <stdint.h>

/* 64 steps for each power of two above 2^6. */
#define HIST_STEPS 64
#define HIST_BUCKETS (HIST_STEPS * 58)

struct hist {
	uint64_t n;
	int64_t most_ns;
	uint32_t counts[HIST_BUCKETS];
};

/* Below 0 counts as 0. */
void hist_add(struct hist *h, int64_t ns);

/* This share of them (0 to 1) is not longer than what is returned, in ns; 0 when there is none. */
int64_t hist_at(const struct hist *h, double share);
