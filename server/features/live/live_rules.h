/* What an organiser has to look at now. Pure: no SQL, no clock, no I/O. */
#pragma once

#include "base/arena.h"
#include "wire/protocol.h"

/* A booth as it is now. Times of what is not there are 0. */
struct live_booth {
	int64_t id, room;
	struct str name;
	bool is_line_closed;
	uint32_t staffed, free, talking, waiting;
	int64_t oldest_ms;   /* since when who waits longest has waited */
	int64_t free_ms;     /* since when the recruiter who is free longest has been */
	int64_t booking_ms;  /* the first start of a booking that is kept, near now */
	int64_t missed_ms;   /* the newest start of a booking that it missed of late */
	int64_t told_ms;     /* when it was written to, of late */
};

struct live_fair {
	bool is_open;
	int64_t now_ms, closes_ms;
	int64_t quiet_until_ms; /* students are pointed to quiet booths until then */
	uint32_t outside;	/* who wait at the door */
	uint32_t reports;	/* that nobody has dealt with */
	int64_t report_ms;	/* the oldest of them */
};

/* A booking that starts within this is looked at; and one that was missed this long ago. */
#define LIVE_SOON_MS (5 * 60 * INT64_C(1000))
#define LIVE_MISSED_MS (30 * 60 * INT64_C(1000))

/* Somebody is free and nobody waits. */
bool live_is_idle(const struct live_booth *booth);

/* Most that are said: who has more to do than this does the first of it first. */
#define LIVE_NEEDS_MOST 20

/* What is needed, the most urgent first and of two alike what has lasted longest; of each booth the most urgent only.
 * ret has room for LIVE_NEEDS_MOST; how many. */
size_t live_needs(const struct live_fair *fair, const struct live_booth *booths, size_t n, struct arena *a,
		  struct wire_need *ret);
