/* What students do with times at BOOTH, for the tests of slots. Included once by each of them. */
#pragma once

#include <stdio.h>

#include "evening.h"

#define MINUTE (60 * 1000)

static inline int64_t book(struct fixture *f, int64_t student, int64_t slot)
{
	return int_of(fixture_ok(f, student, "slot.book", J("{\"slot\":%lld}", (long long)slot)),
		      "booking");
}

static inline void on_booking(struct fixture *f, int64_t account, const char *cmd, int64_t booking)
{
	fixture_ok(f, account, cmd, J("{\"booking\":%lld}", (long long)booking));
}

static inline int64_t wait_for_a_time(struct fixture *f, int64_t student)
{
	return int_of(fixture_ok(f, student, "slot.wait", J("{\"booth\":21}")), "place");
}

static inline const char *state_of(struct fixture *f, int64_t student, int64_t booking)
{
	return text_of(fixture_item(f, student, "me", "booking", booking), "state");
}

/* The live booking of a student at BOOTH. */
static inline int64_t booking_at(struct fixture *f, int64_t student)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(max(id), 0) FROM booking WHERE booth_id = 21 AND account_id = %lld "
		 "AND state IN ('offered', 'booked')",
		 (long long)student);
	return fixture_sql(f, sql);
}

static inline bool is_free(struct fixture *f, int64_t slot)
{
	const json_t *item = fixture_item(f, STUDENT, "booth:21", "slot", slot);

	return json_is_true(json_object_get(item, "is_free"));
}

static inline json_t *of_seat(int64_t seat)
{
	return J("{\"seat\":%lld}", (long long)seat);
}

/* ---- when the time has come ---- */

static inline json_t *booking_to(int64_t booking, int recruiter)
{
	return J("{\"booking\":%lld,\"recruiter\":%d}", (long long)booking, recruiter);
}
