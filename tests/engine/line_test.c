/*
 * Nobody loses a turn without a reason, and whoever loses it is told: who is lost for a moment, who
 * misses a ring, who is put back, who was away for too long; and why a line takes somebody no more
 * (design §2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evening.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

static int64_t call_next(struct fixture *f, int64_t seat)
{
	fixture_ok(f, RECRUITER, "call.next", J("{\"seat\":%lld}", (long long)seat));
	return fixture_sql(f, "SELECT id FROM call WHERE ended_ms IS NULL");
}

static int64_t rung(struct fixture *f)
{
	return fixture_sql(f, "SELECT coalesce(max(student_id), 0) FROM call WHERE ended_ms IS NULL");
}

/* Rings whoever is next in vain. */
static int64_t ring_in_vain(struct fixture *f, int64_t seat)
{
	int64_t student;

	call_next(f, seat);
	student = rung(f);
	fixture_pass(f, 45 * SECOND);
	return student;
}

static void who_is_offline_is_not_rung_and_keeps_their_place(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER), entry = join(f, STUDENT), call;

	join(f, STUDENT + 1);
	fixture_connect(f, STUDENT, 1);
	fixture_pass(f, 1 * SECOND);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 30 * SECOND);
	call = call_next(f, seat);
	assert_int_equal(rung(f), STUDENT + 1);
	on_call(f, STUDENT + 1, "call.decline", call);
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "already_waiting");
	fixture_connect(f, STUDENT, 2);
	fixture_pass(f, 1 * SECOND);
	assert_string_equal(entry_state(f, STUDENT, entry), "waiting");
	call_next(f, seat);
	assert_int_equal(rung(f), STUDENT);
}

static void a_seat_that_calls_by_itself_lets_who_missed_it_come_back(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	by_itself(f, RECRUITER, seat, true);
	fixture_pass(f, 1);
	assert_int_equal(rung(f), STUDENT);
	fixture_pass(f, 45 * SECOND);
	assert_int_equal(rung(f), 0);
	/* Whoever comes meanwhile is taken. */
	fixture_pass(f, 30 * SECOND);
	join(f, STUDENT + 1);
	fixture_pass(f, 1);
	assert_int_equal(rung(f), STUDENT + 1);
	fixture_pass(f, 45 * SECOND);
	assert_int_equal(rung(f), STUDENT);
}

static void also_who_asked_for_a_minute_more(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	by_itself(f, RECRUITER, seat, true);
	fixture_pass(f, 1);
	on_call(f, STUDENT, "call.one_more_minute", fixture_sql(f, "SELECT id FROM call"));
	fixture_pass(f, 164 * SECOND); /* the ring, and most of the minute behind it */
	assert_int_equal(rung(f), 0);
	fixture_pass(f, SECOND);
	assert_int_equal(rung(f), STUDENT);
}

static void two_places_are_of_those_who_can_be_called(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	join(f, STUDENT);
	for (int i = 1; i <= 2; i++)
		fixture_ok(f, STUDENT + i, "queue.step_away",
			   J("{\"entry\":%lld}", (long long)join(f, STUDENT + i)));
	for (int i = 3; i <= 5; i++)
		join(f, STUDENT + i);
	assert_int_equal(ring_in_vain(f, seat), STUDENT);
	assert_int_equal(ring_in_vain(f, seat), STUDENT + 3);
	assert_int_equal(ring_in_vain(f, seat), STUDENT + 4);
	assert_int_equal(ring_in_vain(f, seat), STUDENT);
}

/* Checked in for four places at one moment, whoever misses goes behind two, and shares no rank. */
static void of_many_bookings_at_one_moment_two_go_before_as_well(void **state)
{
	struct fixture *f = *state;
	int64_t seat = take_seat(f, RECRUITER);

	for (int i = 0; i < 4; i++) {
		char sql[160];

		snprintf(sql, sizeof(sql),
			 "INSERT INTO slot SELECT %d, fair_id, booth_id, %d, starts_ms, ends_ms, 0, 0, 0 "
			 "FROM slot WHERE id = 301",
			 351 + i, 2 + i);
		fixture_sql_write(f, sql);
		fixture_ok(f, STUDENT + i, "slot.book", J("{\"slot\":%d}", 351 + i));
	}
	fixture_pass(f, 55LL * MINUTE);
	for (int i = 0; i < 4; i++) {
		char sql[160];

		snprintf(sql, sizeof(sql), "SELECT id FROM booking WHERE slot_id = %d", 351 + i);
		fixture_ok(f, STUDENT + i, "booking.check_in",
			   J("{\"booking\":%lld}", (long long)fixture_sql(f, sql)));
	}
	fixture_pass(f, 5LL * MINUTE);
	assert_int_equal(ring_in_vain(f, seat), STUDENT);
	assert_int_equal(fixture_sql(f, "SELECT count(DISTINCT rank) FROM queue_entry"), 4);
	assert_int_equal(ring_in_vain(f, seat), STUDENT + 1);
	assert_int_equal(ring_in_vain(f, seat), STUDENT + 2);
	assert_int_equal(ring_in_vain(f, seat), STUDENT);
}

static void who_lost_the_place_by_being_away_is_told(void **state)
{
	struct fixture *f = *state;
	int64_t entry, left;

	take_seat(f, RECRUITER);
	entry = join(f, STUDENT);
	left = join(f, STUDENT + 1);
	fixture_connect(f, STUDENT, 1);
	fixture_pass(f, 1 * SECOND);
	fixture_disconnect(f, STUDENT, 1);
	fixture_pass(f, 15LL * MINUTE);
	fixture_ok(f, STUDENT + 1, "queue.leave", J("{\"entry\":%lld}", (long long)left));
	assert_string_equal(entry_state(f, STUDENT, entry), "left");
	assert_string_equal(entry_state(f, STUDENT + 1, left), "none"); /* who chose it knows */
}

static void a_line_says_the_first_reason_that_holds_for_everybody(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	fixture_ok(f, RECRUITER, "line.close", J("{\"booth\":21}"));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "line_closed");
	fixture_ok(f, RECRUITER, "line.open", J("{\"booth\":21}"));
	/* There is time for a few more, and others have no number at all. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_sql_write(f, "UPDATE fair SET closes_ms = opens_ms + 2700000");
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	for (int i = 1; i <= 2; i++)
		join(f, STUDENT + i);
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":21}"), "line_scarce");
	join(f, STUDENT + 3);
}

static void who_waits_in_as_many_lines_as_the_fair_allows_gives_one_back_first(void **state)
{
	struct fixture *f = *state;
	int64_t entry;

	fixture_sql_write(f, "UPDATE fair SET max_queues = 2");
	fixture_sql_write(f, "INSERT INTO participation VALUES (1, 503, 'recruiter', 103)");
	take_seat(f, RECRUITER);
	fixture_ok(f, OTHER_RECRUITER, "seat.take", J("{\"booth\":22}"));
	fixture_ok(f, COLLEAGUE, "seat.take", J("{\"booth\":23}"));
	entry = join(f, STUDENT);
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":22}"));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":23}"), "too_many_queues");
	/* Away is still waiting; given back is not. */
	fixture_ok(f, STUDENT, "queue.step_away", J("{\"entry\":%lld}", (long long)entry));
	fixture_refused(f, STUDENT, "queue.join", J("{\"booth\":23}"), "too_many_queues");
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)entry));
	fixture_ok(f, STUDENT, "queue.join", J("{\"booth\":23}"));
}

static bool is_late(struct fixture *f, size_t place)
{
	const json_t *line = fixture_item(f, STUDENT, "queue:21", "line", 21);
	const json_t *at = json_array_get(json_object_get(line, "places"), place);

	return json_is_true(json_object_get(at, "is_late"));
}

static void who_will_not_be_reached_before_the_close_is_told(void **state)
{
	struct fixture *f = *state;

	take_seat(f, RECRUITER);
	for (int i = 0; i < 6; i++)
		join(f, STUDENT + i);
	assert_false(is_late(f, 5));
	fixture_pass(f, 7LL * 60 * MINUTE + 40LL * MINUTE); /* twenty minutes are left */
	assert_false(is_late(f, 0));
	assert_true(is_late(f, 5));
}

static void reopen(struct fixture *f)
{
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
}

static uint64_t wait_of_newcomer(struct fixture *f)
{
	const json_t *booth = fixture_item(f, STUDENT + 9, "booth:21", "booth", 21);

	return (uint64_t)int_of(json_object_get(booth, "wait"), "p50_ms");
}

static void one_who_joins_and_leaves_again_and_again_shortens_no_wait(void **state)
{
	struct fixture *f = *state;
	uint64_t before;

	reopen(f); /* so that it ticks */
	take_seat(f, RECRUITER);
	for (int i = 0; i < 5; i++)
		join(f, STUDENT + i);
	fixture_pass(f, 1LL * MINUTE);
	before = wait_of_newcomer(f);
	for (int i = 0; i < 30; i++) {
		fixture_ok(f, STUDENT + 8, "queue.leave",
			   J("{\"entry\":%lld}", (long long)join(f, STUDENT + 8)));
		fixture_pass(f, 5 * SECOND);
	}
	assert_true(before > 20 * MINUTE && wait_of_newcomer(f) > before * 9 / 10);
}

static int64_t learned(struct fixture *f, const char *column)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "SELECT %s FROM wait_calibration", column);
	return fixture_sql(f, sql);
}

static void patience_is_not_learned_while_nobody_could_wait(void **state)
{
	struct fixture *f = *state;
	int64_t before, left;

	reopen(f);
	take_seat(f, RECRUITER);
	left = join(f, STUDENT);
	join(f, STUDENT + 1);
	fixture_pass(f, 5LL * MINUTE);
	fixture_ok(f, STUDENT, "queue.leave", J("{\"entry\":%lld}", (long long)left));
	fixture_pass(f, 1LL * MINUTE);
	assert_in_range(learned(f, "left_milli"), 900, 1000);
	/* The server is away for a minute and a half: at most the minute around it is counted. */
	before = learned(f, "waited_ms");
	fixture_restart(f, 90 * SECOND);
	fixture_pass(f, 60 * SECOND);
	assert_true(learned(f, "waited_ms") - before <= 65 * SECOND);
	/* Who left last week tells little of tonight. */
	fixture_ok(f, ORGANISER, "fair.close", J("{\"fair\":1}"));
	fixture_pass(f, 5LL * 60 * MINUTE);
	fixture_ok(f, ORGANISER, "fair.open", J("{\"fair\":1}"));
	fixture_pass(f, 1LL * MINUTE);
	assert_true(learned(f, "left_milli") < 10);
}

static int64_t told(struct fixture *f, int64_t entry, const char *which)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM wait_estimate WHERE entry_id = %lld AND %s",
		 (long long)entry, which);
	return fixture_sql(f, sql);
}

static void what_is_told_at_each_place_is_kept_once(void **state)
{
	struct fixture *f = *state;
	int64_t seat, call, entry;

	reopen(f);
	seat = take_seat(f, RECRUITER);
	join(f, STUDENT);
	join(f, STUDENT + 1);
	entry = join(f, STUDENT + 2);
	assert_int_equal(told(f, entry, "place = 3 AND is_first AND p50_ms > 0"), 1);
	fixture_pass(f, 2LL * MINUTE);
	assert_int_equal(told(f, entry, "TRUE"), 1);
	call = ring(f, RECRUITER, seat);
	on_call(f, STUDENT, "call.accept", call);
	connect_call(f, STUDENT, RECRUITER, call);
	fixture_pass(f, 2LL * MINUTE);
	assert_int_equal(told(f, entry, "place = 2 AND NOT is_first AND p50_ms > 0"), 1);
	assert_int_equal(told(f, entry, "TRUE"), 2);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
#define T(test) cmocka_unit_test_setup_teardown(test, evening_start, evening_stop)
		T(who_is_offline_is_not_rung_and_keeps_their_place),
		T(a_seat_that_calls_by_itself_lets_who_missed_it_come_back),
		T(also_who_asked_for_a_minute_more),
		T(two_places_are_of_those_who_can_be_called),
		T(of_many_bookings_at_one_moment_two_go_before_as_well),
		T(who_lost_the_place_by_being_away_is_told),
		T(a_line_says_the_first_reason_that_holds_for_everybody),
		T(who_waits_in_as_many_lines_as_the_fair_allows_gives_one_back_first),
		T(patience_is_not_learned_while_nobody_could_wait),
		T(what_is_told_at_each_place_is_kept_once),
		T(who_will_not_be_reached_before_the_close_is_told),
		T(one_who_joins_and_leaves_again_and_again_shortens_no_wait),
#undef T
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
