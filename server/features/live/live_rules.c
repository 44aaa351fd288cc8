/* See live_rules.h. */
#include "features/live/live_rules.h"

#include <stdlib.h>

#define MINUTE_MS (60 * INT64_C(1000))
/* So long nobody should wait while others come in behind them. */
#define LONG_MS (25 * MINUTE_MS)
/* A booth idles and a line is long enough for it to be worth walking. */
#define IDLE_MS (3 * MINUTE_MS)
#define CROWDED_MS (10 * MINUTE_MS)
#define CROWDED 4
/* Before the doors close: that people wait still is looked at; and no line is opened for the sake of it. */
#define CLOSING_MS (20 * MINUTE_MS)
#define STILL_WAITING 3

bool live_is_idle(const struct live_booth *b)
{
	return b->free && !b->waiting;
}

/* Since when; 0: it is not, or not for long. */
static int64_t idle_since(const struct live_fair *f, const struct live_booth *b)
{
	return live_is_idle(b) && b->free_ms && b->free_ms + IDLE_MS <= f->now_ms ? b->free_ms : 0;
}

static bool waits_for(const struct live_fair *f, const struct live_booth *b, int64_t ms)
{
	return b->oldest_ms && b->oldest_ms + ms <= f->now_ms;
}

static struct wire_need about_booth(enum need_kind kind, const struct live_booth *b, uint32_t count, int64_t since_ms)
{
	return (struct wire_need){
		.kind = kind,
		.has_booth = true,
		.booth = b->id,
		.has_booth_name = true,
		.booth_name = b->name,
		.count = count,
		.has_since_ms = since_ms != 0,
		.since_ms = since_ms,
		.has_told_ms = b->told_ms != 0,
		.told_ms = b->told_ms,
	};
}

/* The most urgent of one booth; false: all is well there. */
static bool of_booth(const struct live_fair *f, const struct live_booth *b, struct wire_need *ret)
{
	if (b->missed_ms && b->missed_ms > b->told_ms) {
		*ret = about_booth(NEED_KIND_MISSED, b, 1, b->missed_ms);
	} else if (!b->staffed && b->booking_ms) {
		*ret = about_booth(NEED_KIND_BOOKING_ALONE, b, 1, b->booking_ms);
	} else if (!b->staffed && b->waiting) {
		*ret = about_booth(NEED_KIND_LINE_ALONE, b, b->waiting, b->oldest_ms);
	} else if (b->staffed && !b->is_line_closed && waits_for(f, b, LONG_MS)) {
		*ret = about_booth(NEED_KIND_LINE_LONG, b, b->waiting, b->oldest_ms);
	} else if (b->is_line_closed && idle_since(f, b) && f->now_ms + CLOSING_MS < f->closes_ms) {
		*ret = about_booth(NEED_KIND_CLOSED_IDLE, b, b->free, b->free_ms);
	} else {
		return false;
	}
	return true;
}

/* Idle booths that take walk-ins, while others have more to do than they can; told once in a while. */
static bool of_unevenness(const struct live_fair *f, const struct live_booth *booths, size_t n, struct wire_need *ret)
{
	uint32_t idle = 0, crowded = 0;
	int64_t since_ms = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t free_ms = booths[i].is_line_closed ? 0 : idle_since(f, &booths[i]);

		crowded += booths[i].waiting >= CROWDED && waits_for(f, &booths[i], CROWDED_MS);
		idle += free_ms != 0;
		if (free_ms && (!since_ms || free_ms < since_ms))
			since_ms = free_ms;
	}
	*ret = (struct wire_need){ .kind = NEED_KIND_UNEVEN, .count = idle, .has_since_ms = true, .since_ms = since_ms };
	return idle && crowded && f->quiet_until_ms <= f->now_ms;
}

static bool of_closing(const struct live_fair *f, const struct live_booth *booths, size_t n, struct wire_need *ret)
{
	uint32_t waiting = 0;

	for (size_t i = 0; i < n; i++)
		waiting += booths[i].waiting;
	*ret = (struct wire_need){
		.kind = NEED_KIND_CLOSING, .count = waiting, .has_since_ms = true, .since_ms = f->closes_ms
	};
	return waiting >= STILL_WAITING && f->now_ms + CLOSING_MS >= f->closes_ms;
}

/* People wait at the door, and booths for people. */
static bool of_outside(const struct live_fair *f, const struct live_booth *booths, size_t n, struct wire_need *ret)
{
	bool is_idle = false;

	for (size_t i = 0; i < n; i++)
		is_idle = is_idle || (live_is_idle(&booths[i]) && !booths[i].is_line_closed);
	*ret = (struct wire_need){ .kind = NEED_KIND_OUTSIDE, .count = f->outside };
	return f->outside && is_idle;
}

static int by_urgency(const void *left, const void *right)
{
	const struct wire_need *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->since_ms != b->since_ms)
		return a->since_ms < b->since_ms ? -1 : 1;
	return (a->booth > b->booth) - (a->booth < b->booth);
}

size_t live_needs(const struct live_fair *f, const struct live_booth *booths, size_t n, struct arena *a,
		  struct wire_need *ret)
{
	struct wire_need *all = arena_array(a, n + 4, sizeof(*all));
	size_t found = 0;

	/* What went wrong in a talk is dealt with after the evening too. */
	if (f->reports)
		all[found++] = (struct wire_need){ .kind = NEED_KIND_REPORT,
						   .count = f->reports,
						   .has_since_ms = true,
						   .since_ms = f->report_ms };
	if (f->is_open) {
		found += of_unevenness(f, booths, n, &all[found]);
		found += of_outside(f, booths, n, &all[found]);
		found += of_closing(f, booths, n, &all[found]);
		for (size_t i = 0; i < n; i++)
			found += of_booth(f, &booths[i], &all[found]);
	}
	qsort(all, found, sizeof(*all), by_urgency);
	if (found > LIVE_NEEDS_MOST)
		found = LIVE_NEEDS_MOST;
	for (size_t i = 0; i < found; i++)
		ret[i] = all[i];
	return found;
}
