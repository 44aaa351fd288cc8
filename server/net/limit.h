/* A token bucket: `burst` at once, `per_s` in the long run. One thread; time is an argument. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct bucket {
	int64_t at_ms;    /* when it was last filled; 0: never, it is full */
	int64_t level_ms; /* tokens × 1000 */
};

/* Takes n tokens. False when there are too few; then none is taken. */
static inline bool bucket_take(struct bucket *b, int64_t now_ms, uint32_t n, uint32_t per_s,
			       uint32_t burst)
{
	int64_t full = (int64_t)burst * 1000, wanted = (int64_t)n * 1000;
	int64_t passed_ms = b->at_ms ? now_ms - b->at_ms : INT32_MAX;

	if (passed_ms > INT32_MAX)
		passed_ms = INT32_MAX;
	b->level_ms += passed_ms * per_s;
	if (b->level_ms > full)
		b->level_ms = full;
	b->at_ms = now_ms;
	if (b->level_ms < wanted)
		return false;
	b->level_ms -= wanted;
	return true;
}
